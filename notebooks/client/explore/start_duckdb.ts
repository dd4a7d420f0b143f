import { AsyncDuckDB, type AsyncDuckDBConnection, VoidLogger } from "@duckdb/duckdb-wasm";
import { exploreFiles } from "../../export/explore/explore_files.ts";

/** Says how far the start is, in words. */
export type Progress = (words: string) => void;

/**
 * Starts DuckDB in a worker on the data beside the page, for reading only. Nothing else can be reached from it: its own settings
 * forbid it, and the page's policy, which holds in the worker too. @throws {Error} in words that say what is missing.
 */
export async function startDuckdb(base: URL, say: Progress): Promise<AsyncDuckDBConnection> {
  say("Loading the database engine");
  const data = fetchFile(new URL(exploreFiles.data, base));
  const [engine, bytes] = await Promise.all([startEngine(base), data]);
  say("Opening the data");
  await engine.registerFileBuffer("data", bytes);
  await engine.open({
    path: ":memory:",
    query: { castBigIntToDouble: true, castTimestampToDate: true, castDecimalToDouble: true },
  });
  const connection = await engine.connect();
  for (
    const sql of [
      "set autoinstall_known_extensions = false",
      "set autoload_known_extensions = false",
      "attach 'data' as report (read_only)",
      "use report",
      "set enable_external_access = false",
      "set lock_configuration = true",
    ]
  ) await connection.query(sql);
  say("Running");
  return connection;
}

async function startEngine(base: URL): Promise<AsyncDuckDB> {
  const wasm = fetchWasm(new URL(exploreFiles.engine, base));
  // A worker from a blob has the policy of its page; one from a file would have none.
  const script = `importScripts(${JSON.stringify(new URL(exploreFiles.worker, base).href)})`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const engine = new AsyncDuckDB(new VoidLogger(), worker);
  const href = URL.createObjectURL(await wasm);
  await engine.instantiate(href);
  URL.revokeObjectURL(href);
  return engine;
}

// Packed on the disk, for many hosts do not pack it on the way; some unpack it on the way by themselves.
async function fetchWasm(url: URL): Promise<Blob> {
  const packed = await fetchFile(url);
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  const stream = new Blob([packed]).stream();
  const unpacked = isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
  return await new Response(unpacked, { headers: { "content-type": "application/wasm" } }).blob();
}

async function fetchFile(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) {
    throw new Error(`${url.pathname.split("/").at(-1)} could not be loaded; it lies beside this page`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
