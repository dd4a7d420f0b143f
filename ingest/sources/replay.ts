import { Fatal } from "../base/errors.ts";
import type { Report } from "../base/report.ts";
import { decoderOf } from "./replay/formats.ts";
import { resumeCursor } from "./replay/cursor.ts";
import { findPaths, type OpenFile } from "./replay/files.ts";
import { type ReplayOptions, streamName } from "./replay/options.ts";
import { ReplayRun } from "./replay/run.ts";
import type { Source } from "./source.ts";
import { wait } from "../base/wait.ts";

/** A paced replay holds every file open. */
const maxPacedFiles = 200;

/** A source that ends, and that may have left files out. */
export interface Replay extends Source {
  /** What could not be replayed or not to its end, and why; filled while the replay runs. */
  readonly failures: readonly string[];
}

/** What a replay needs from outside; `open` and `wait` are the real ones unless a test passes others. */
export interface ReplayEffects {
  /** UTC milliseconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets, by which a replay is paced; `now` where it is not given. */
  steadyNow?(): number;
  report: Report;
  open?: OpenFile;
  wait?(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Replays recorded files from their beginning, or from where an unfinished replay of the same files stood.
 * @throws {Fatal} for an unknown format, for no file named at all, and for too many files unless at speed max.
 */
export function createReplay(options: ReplayOptions, effects: ReplayEffects): Replay {
  const format = options.format === undefined ? undefined : decoderOf(options.format);
  if (options.globs.length === 0) throw new Fatal("Cannot replay: no files are named");
  const { paths, unmatched } = findPaths(options.globs);
  if (options.speed !== "max" && paths.length > maxPacedFiles) {
    throw new Fatal(
      `Cannot replay ${paths.length} files at speed ${options.speed}: at most ${maxPacedFiles}; use --speed max`,
    );
  }
  const stream = streamName(paths);
  const failures: string[] = [];
  const fail = (path: string, reason: string) => {
    failures.push(`Cannot replay "${path}": ${reason}`);
    effects.report.warn(failures.at(-1)!);
  };
  return {
    stream,
    failures,
    open(cursor, signal) {
      failures.length = 0;
      for (const { pattern, reason } of unmatched) fail(pattern, reason);
      const run = new ReplayRun(stream, options, { open: (path) => Deno.open(path), wait, ...effects }, fail);
      return run.deliveries(paths, format, resumeCursor(cursor, options), signal);
    },
  };
}
