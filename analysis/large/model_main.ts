import { messageOf } from "../../ingest/base/errors.ts";
import { readLines } from "../../ingest/base/read_lines.ts";
import { type LoadedModel, loadPipeline } from "./load_pipeline.ts";
import { openModelFiles } from "./model_files.ts";
import type { FromModel, ModelJob, Question } from "./protocol.ts";

/** So few that one who asks for many need not wait for all, and enough to be as fast as more. */
const textsAtOnce = 4;
const maxLineBytes = 64 * 2 ** 20;

/** A large model in a process of its own: loads it, then answers what comes on standard input, and ends with that. */
async function main(job: ModelJob): Promise<void> {
  // What the library says on its own would stand between answers.
  console.log = console.info = console.warn = console.error;
  let loaded: LoadedModel;
  try {
    loaded = await loadPipeline(job, openModelFiles(job.ref));
  } catch (error) {
    tell({ kind: "failed", reason: messageOf(error) });
    return;
  }
  tell({ kind: "ready", model: loaded.model, labels: loaded.labels });
  const decoder = new TextDecoder();
  for await (const lines of readLines(Deno.stdin.readable, { maxBytes: maxLineBytes, keepBytes: 0 })) {
    for (const { bytes } of lines) await answer(JSON.parse(decoder.decode(bytes)), loaded);
  }
}

async function answer({ until, texts }: Question, { judge }: LoadedModel): Promise<void> {
  for (let at = 0; at < texts.length && Date.now() < until; at += textsAtOnce) {
    tell({ kind: "judged", at, judgements: await judge(texts.slice(at, at + textsAtOnce)) });
  }
  tell({ kind: "done" });
}

function tell(message: FromModel): void {
  const bytes = new TextEncoder().encode(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
}

if (import.meta.main) await main(JSON.parse(Deno.args[0]!));
