import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { exploreFiles } from "./explore_files.ts";

const level = 6;
const folder = "@duckdb/duckdb-wasm/dist";
const mapComment = /\/\/# sourceMappingURL=.*\s*$/;

/** The parts of DuckDB for browsers, as its package has them: the engine, packed, and its worker. */
export async function readEngine(): Promise<{ engine: Uint8Array; worker: string }> {
  const [wasm, worker] = await Promise.all([readPart("duckdb-eh.wasm"), readPart(exploreFiles.worker)]);
  return {
    engine: await promisify(gzip)(wasm, { level }),
    worker: new TextDecoder().decode(worker).replace(mapComment, ""),
  };
}

// Not named in the import itself: the type checker would read it as a module.
async function readPart(name: string): Promise<Uint8Array> {
  const specifier = `${folder}/${name}`;
  const { default: bytes } = await import(specifier, { with: { type: "bytes" } });
  return bytes as Uint8Array;
}
