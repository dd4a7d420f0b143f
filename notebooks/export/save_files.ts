import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { messageOf } from "../../ingest/base/errors.ts";
import { Refused } from "./refused.ts";

/** A file to write: where, and what it holds or which file it is a copy of. */
export type OutputFile = { path: string } & ({ content: string | Uint8Array } | { copyOf: string });

/** @throws {Refused} where one of these is there already and may not be replaced, is a folder, or its folder is missing. */
export function checkPaths(paths: string[], force: boolean): void {
  for (const path of paths) {
    if (!existsSync(dirname(path))) {
      throw new Refused(`Cannot write "${path}": there is no folder "${dirname(path)}"; make it first`);
    }
    if (!existsSync(path)) continue;
    if (!Deno.statSync(path).isFile) {
      throw new Refused(`Cannot write "${path}": it is not a file; name another with -o`);
    }
    if (!force) throw new Refused(`Cannot write "${path}": it is there already; add --force to replace it`);
  }
}

/**
 * Writes files so that each is whole: the old one, or the new one. All are written beside their places first, and take them when
 * all of them are on the disk. @throws {Refused} where that cannot be done, and nothing has changed.
 */
export async function saveFiles(files: OutputFile[]): Promise<void> {
  const waiting: { from: string; to: string }[] = [];
  let at = "";
  try {
    for (const output of files) {
      const { path } = output;
      at = path;
      const from = join(dirname(path), `.${basename(path)}.${crypto.randomUUID().slice(0, 8)}.part`);
      waiting.push({ from, to: path });
      using file = await Deno.open(from, { write: true, createNew: true });
      if ("copyOf" in output) await copyInto(file, output.copyOf);
      else await writeAll(file, asBytes(output.content));
      await file.sync();
    }
    while (waiting.length > 0) {
      const { from, to } = waiting[0]!;
      await Deno.rename(from, at = to);
      waiting.shift();
    }
  } catch (error) {
    throw new Refused(`Cannot write "${at}": ${messageOf(error)}`, { cause: error });
  } finally {
    for (const { from } of waiting) await Deno.remove(from).catch(() => {});
  }
}

function asBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

async function copyInto(file: Deno.FsFile, path: string): Promise<void> {
  using source = await Deno.open(path);
  await source.readable.pipeTo(file.writable, { preventClose: true });
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
}
