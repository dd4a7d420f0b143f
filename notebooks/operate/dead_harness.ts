import { join } from "node:path";
import { createHash } from "node:crypto";
import { encodeDead } from "../../ingest/dead_letter.ts";
import { openEmbeddedLog } from "../../ingest/log/embedded.ts";
import { taskArgs } from "../dev_harness.ts";

/** How a command ended. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command of ours to its end, as a user does, with text for its standard input. */
export async function runTask(
  task: "dead" | "correct" | "check" | "backup" | "restore" | "streams" | "topics",
  dataDir: string,
  args: string[],
  input = "",
  settings: { [name: string]: string } = {},
): Promise<Ran> {
  const child = new Deno.Command("deno", {
    args: [...taskArgs(task), ...args],
    env: { DATA_DIR: dataDir, ...settings },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

/** A dead letter of the network X whose bytes are these. */
export function letterLine(origin: string, bytes: string, reason = "was too new"): string {
  const about = {
    source: "x",
    stream: "s",
    origin,
    stage: "decode",
    reason,
    at: Date.UTC(2026, 0, 2),
  } as const;
  return encodeDead(about, bytes);
}

/** The id of that letter. */
export function letterId(origin: string, bytes: string): string {
  const digest = createHash("sha256").update(bytes).digest("hex");
  return createHash("sha256").update(["x", origin, digest].join("\x1f")).digest("hex").slice(0, 16);
}

/** Appends lines to the log of a data folder. */
export async function appendLines(dataDir: string, lines: string[]): Promise<void> {
  await using log = await openEmbeddedLog(join(dataDir, "log.sqlite"));
  await log.append("posts", lines.map((line) => ({ key: "", line })));
}
