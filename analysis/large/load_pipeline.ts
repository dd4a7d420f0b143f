import { basename } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type { ModelFiles } from "./model_files.ts";
import type { Judgement, ModelJob, Piece } from "./protocol.ts";

/** A model that is loaded. */
export interface LoadedModel {
  /** Name and version: the revision on the hub, or the beginning of the graph's SHA-256. */
  model: string;
  /** As its own configuration names them. */
  labels: string[];
  judge(texts: string[]): Promise<Judgement[]>;
}

/** The part of the library that is used here. */
interface Runtime {
  env: {
    allowLocalModels: boolean;
    useBrowserCache: boolean;
    remoteHost: string;
    remotePathTemplate: string;
    fetch: (url: string | URL) => Promise<Response>;
    backends: { onnx: { wasm: { numThreads: number; wasmPaths: { mjs: string; wasm: string } } } };
  };
  pipeline(task: string, model: string, options: { device: "wasm"; dtype: Dtype }): Promise<Pipeline>;
  glue: string;
  wasm: Uint8Array<ArrayBuffer>;
}

interface Pipeline {
  (texts: string[], options: { top_k: null }): Promise<{ label: string; score: number }[][]>;
  (
    texts: string[],
    options: { ignore_labels: string[] },
  ): Promise<{ word: string; entity: string; score: number }[][]>;
  model: { config: { id2label: Record<string, string> } };
}

type Dtype = "q8" | "fp32";

// The smaller graph is 2 to 8 times as fast here.
const graphs: { dtype: Dtype; file: string }[] = [
  { dtype: "q8", file: "onnx/model_quantized.onnx" },
  { dtype: "fp32", file: "onnx/model.onnx" },
];
const modelSite = "https://model.invalid/";
const runtimeSite = "https://runtime.invalid/";

/** Loads a model with its tokeniser. All that the library reads comes from `files`; it asks no network by itself. */
export async function loadPipeline(
  { ref, pipeline: kind, runtime }: ModelJob,
  files: ModelFiles,
): Promise<LoadedModel> {
  // The library looks for tokens there, and this process may not read the environment.
  Object.defineProperty(process, "env", { value: {} });
  const { env, pipeline, glue, wasm }: Runtime = await import(pathToFileURL(runtime).href);
  if (await files.read("config.json") === undefined) throw new Error("it has no config.json");
  const graph = await findGraph(files);
  env.allowLocalModels = false;
  env.useBrowserCache = false;
  env.remoteHost = modelSite;
  env.remotePathTemplate = "";
  env.backends.onnx.wasm.numThreads = 1;
  env.backends.onnx.wasm.wasmPaths = { mjs: `${runtimeSite}glue`, wasm: `${runtimeSite}wasm` };
  env.fetch = async (url) => {
    const asked = String(url);
    if (asked.startsWith(runtimeSite)) return new Response(asked.endsWith("/glue") ? glue : wasm);
    const name = asked.slice(modelSite.length);
    const bytes = name === graph.file ? graph.bytes : await files.read(name);
    return bytes === undefined ? new Response(null, { status: 404 }) : new Response(bytes);
  };
  const run = await pipeline(kind, "model", { device: "wasm", dtype: graph.dtype });
  const judge = (texts: string[]) => kind === "text-classification" ? classify(run, texts) : tag(run, texts);
  // The first time takes longer than others.
  await judge(["A first post"]);
  return {
    model: ref.kind === "hub"
      ? `${ref.id}@${ref.revision}`
      : `${basename(ref.path)}@${(await digestOf(graph.bytes)).slice(0, 8)}`,
    labels: Object.values(run.model.config.id2label),
    judge,
  };
}

async function findGraph(files: ModelFiles) {
  for (const { dtype, file } of graphs) {
    const bytes = await files.read(file);
    if (bytes !== undefined) return { dtype, file, bytes };
  }
  throw new Error(`it has neither ${graphs.map(({ file }) => file).join(" nor ")}`);
}

async function classify(run: Pipeline, texts: string[]): Promise<Judgement[]> {
  const judged = await run(texts, { top_k: null });
  return judged.map((labels) => ({
    scores: Object.fromEntries(labels.map(({ label, score }) => [label, score])),
  }));
}

async function tag(run: Pipeline, texts: string[]): Promise<Judgement[]> {
  const judged = await run(texts, { ignore_labels: [] });
  return judged.map((tokens) => ({
    pieces: tokens.map(({ word, entity, score }): Piece => ({ word, label: entity, score })),
  }));
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
