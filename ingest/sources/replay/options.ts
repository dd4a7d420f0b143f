import { createHash } from "node:crypto";
import { basename } from "node:path";
import { Fatal } from "../../base/errors.ts";

/** As fast as it goes, or so many times as fast as it was recorded: 1 is real time. */
export type Speed = "max" | number;

/** What a replay is asked for. */
export interface ReplayOptions {
  /** Paths and patterns of files. */
  globs: string[];
  /** Name of the format; recognised file by file when absent. */
  format?: string;
  /** Moves event time: the first post to now, or, faster than real time, the newest one. */
  shiftToNow: boolean;
  speed: Speed;
}

const maxSpeed = 1_000_000;
/** Longest file name in the name of a stream, in UTF-16 units; `Post.stream` holds 200. */
const maxNameChars = 180;

/** The speed of `max`, `real`, `1`, `10`, `10x` or `0.5`. @throws {Fatal} for anything else. */
export function parseSpeed(text: string): Speed {
  const word = text.trim().toLowerCase();
  if (word === "max") return "max";
  if (word === "real" || word === "realtime") return 1;
  const times = /^(\d{1,7}(?:\.\d{1,6})?)x?$/.exec(word);
  const speed = times ? Number(times[1]) : 0;
  if (speed > 0 && speed <= maxSpeed) return speed;
  throw new Fatal(
    `Cannot replay at speed "${text}": use max, real, or a number up to ${maxSpeed} such as 10 or 0.5`,
  );
}

/** Name of the stream of these files: the file's own for one, their number and a digest of their paths for more. */
export function streamName(paths: readonly string[]): string {
  if (paths.length === 1) {
    const name = basename(paths[0]!).replace(/\.gz$/i, "").replace(/\.(ndjson|jsonl|json|csv)$/i, "");
    return `replay:${name.slice(0, maxNameChars)}`;
  }
  const digest = createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 6);
  return `replay:${paths.length} files ${digest}`;
}
