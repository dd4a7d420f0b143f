import { join } from "node:path";
import { Fatal } from "../../../ingest/base/errors.ts";
import type { MadeReport } from "../make_report.ts";
import type { OutputFile } from "../save_files.ts";
import { buildData } from "./build_process.ts";
import { readEngine } from "./engine_files.ts";
import { exploreFiles } from "./explore_files.ts";

const bundle = new URL("../../../.build/explore.js", import.meta.url);

/** The files of a folder to explore: the page, the data, and what asks them in the browser. */
export async function exploreFolder({ html, slice }: MadeReport, output: string): Promise<OutputFile[]> {
  const { folder, tables } = slice!;
  const [{ engine, worker }, script] = await Promise.all([
    readEngine(),
    readScript(),
    buildData({ folder, tables }),
  ]);
  const at = (name: string) => join(output, name);
  const posts = { path: at(exploreFiles.posts), copyOf: join(folder, exploreFiles.posts) };
  return [
    ...tables.includes("posts") ? [posts] : [],
    { path: at(exploreFiles.data), copyOf: join(folder, exploreFiles.data) },
    { path: at(exploreFiles.engine), content: engine },
    { path: at(exploreFiles.worker), content: worker },
    { path: at(exploreFiles.script), content: script },
    { path: at(exploreFiles.page), content: html },
  ];
}

async function readScript(): Promise<string> {
  try {
    return await Deno.readTextFile(bundle);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Fatal("The client to explore with is not built; run: deno task bundle");
  }
}
