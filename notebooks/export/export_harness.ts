import { pathToFileURL } from "node:url";
import { readSettings } from "../../ingest/base/settings.ts";
import { type Owner, startOwner } from "../owner.ts";

const waitMs = 60_000;

/** For tests: an owner with some landed posts, and the command that exports from its folder. */
export interface ExportBench {
  owner: Owner;
  dataDir: string;
  /** A folder for reports. */
  folder: string;
  /** Lands one more line of the log. */
  land(line: string): Promise<void>;
  /** Runs the command as `deno task export` does. */
  run(...args: string[]): Promise<{ code: number; said: string }>;
}

/** What a test says of a post; the rest is ordinary. */
export interface ExportPost {
  id: string;
  text: string;
  createdAt: number;
  [field: string]: unknown;
}

/** Runs a test on an owner that has landed these posts, with pages of its own or those of the program. */
export async function withExports(
  posts: ExportPost[],
  run: (bench: ExportBench) => Promise<void>,
  pages?: Record<string, string>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  const [dataDir, folder] = [`${root}/data`, `${root}/out`];
  for (const path of [folder, `${root}/pages`]) await Deno.mkdir(path);
  for (const [name, text] of Object.entries(pages ?? {})) {
    await Deno.writeTextFile(`${root}/pages/${name}`, text);
  }
  const settings = { ...readSettings(() => undefined), PORT: 0, DATA_DIR: dataDir };
  const report = { say() {}, warn() {}, progress() {}, endProgress() {} };
  const owner = await startOwner(
    settings,
    "test",
    report,
    pages && { pages: pathToFileURL(`${root}/pages/`) },
  );
  try {
    await owner.log.append("posts", posts.map((post) => ({ key: post.id, line: lineOf(post) })));
    await allLanded(owner, BigInt(posts.length));
    let lines = BigInt(posts.length);
    await run({
      owner,
      dataDir,
      folder,
      async land(line) {
        await owner.log.append("posts", [{ key: "", line }]);
        await allLanded(owner, ++lines);
      },
      run: (...args) => runExport(dataDir, args),
    });
  } finally {
    await owner.stop().catch(() => {});
    await Deno.remove(root, { recursive: true });
  }
}

async function allLanded(owner: Owner, count: bigint): Promise<void> {
  for (const end = Date.now() + waitMs; owner.landing.next(0) < count;) {
    if (Date.now() > end) throw new Error(`not landed in ${waitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function runExport(dataDir: string, args: string[]): Promise<{ code: number; said: string }> {
  const permissions = ["read", "write", "net", "env", "sys", "ffi", "run=deno"].map((name) =>
    `--allow-${name}`
  );
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", ...permissions, new URL("main.ts", import.meta.url).href, ...args],
    env: { DATA_DIR: dataDir, NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

function lineOf(post: ExportPost): string {
  const ordinary = { v: 1, t: "post", time: "stable", source: "x", revision: 0, stream: "test" };
  return JSON.stringify({ ...ordinary, receivedAt: Date.now(), ...post });
}
