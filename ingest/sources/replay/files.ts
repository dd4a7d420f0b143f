import { globSync } from "node:fs";
import { basename, resolve } from "node:path";
import { messageOf, Poison } from "../../base/errors.ts";

/** How a file holds its documents. */
export interface Container {
  kind: "lines" | "json" | "csv";
  gzip: boolean;
}

/** A recorded file as it stood when the replay began. Size in bytes, compressed; time of change in UTC milliseconds. */
export interface RecordedFile extends Container {
  path: string;
  size: number;
  mtimeMs: number;
}

/** Opens a file for reading; `Deno.open` outside tests. */
export type OpenFile = (path: string) => Promise<Deno.FsFile>;

/** Names for origins: the last part of a path, or all of it where several paths end alike. */
export function nameFiles(paths: readonly string[]): Map<string, string> {
  const alike = Map.groupBy(paths, (path) => basename(path));
  return new Map(
    paths.map((path) => [path, alike.get(basename(path))!.length === 1 ? basename(path) : path]),
  );
}

/** A pattern that names no file, and why. */
export interface Unmatched {
  pattern: string;
  reason: string;
}

/** Absolute paths of what the patterns name, in name order and each once, and the patterns that name nothing. */
export function findPaths(patterns: readonly string[]): { paths: string[]; unmatched: Unmatched[] } {
  const paths = new Set<string>();
  const unmatched: Unmatched[] = [];
  for (const pattern of patterns) {
    try {
      const found = matchPattern(pattern);
      if (found.length === 0) unmatched.push({ pattern, reason: "no file matches" });
      for (const path of found) paths.add(resolve(path));
    } catch (error) {
      unmatched.push({ pattern, reason: messageOf(error) });
    }
  }
  return { paths: [...paths].sort(), unmatched };
}

/** What a path leads to. @throws {Poison} saying why it cannot be replayed. */
export async function inspectFile(path: string, open: OpenFile): Promise<RecordedFile> {
  const container = containerOf(path);
  // Before it is opened: that waits for ever at a pipe that nobody writes to.
  const { isFile, isDirectory, size, mtime } = await orSay(() => Deno.stat(path));
  if (isDirectory) throw new Poison("is a directory; name its files, e.g. folder/*.ndjson.gz");
  if (!isFile) throw new Poison("is not a regular file");
  if (container === undefined) {
    throw new Poison("is no .ndjson, .json or .csv file, nor one of them with .gz");
  }
  using _readable = await openOrSay(path, open);
  return { path, size, mtimeMs: mtime?.getTime() ?? 0, ...container };
}

/** Opens a file. @throws {Poison} in words instead of an operating system's code. */
export function openOrSay(path: string, open: OpenFile): Promise<Deno.FsFile> {
  return orSay(() => open(path));
}

async function orSay<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    throw new Poison(sayOpenError(cause), { cause });
  }
}

function sayOpenError(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return "there is no permission to read it";
  }
  return messageOf(error);
}

// A name with [brackets] may be a file of that very name.
function matchPattern(pattern: string): string[] {
  if (!/[*?[\]{}]/.test(pattern)) return [pattern];
  const matches = globSync(pattern);
  return matches.length > 0 || !exists(pattern) ? matches : [pattern];
}

function exists(path: string): boolean {
  try {
    return Deno.lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

function containerOf(path: string): Container | undefined {
  const lower = path.toLowerCase();
  const gzip = lower.endsWith(".gz");
  const plain = gzip ? lower.slice(0, -".gz".length) : lower;
  if (plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) return { kind: "lines", gzip };
  if (plain.endsWith(".json")) return { kind: "json", gzip };
  if (plain.endsWith(".csv")) return { kind: "csv", gzip };
  return undefined;
}
