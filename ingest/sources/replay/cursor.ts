import { z } from "zod";
import type { RecordedFile } from "./files.ts";
import type { Json } from "../source.ts";

/** How far a file has been delivered: `records` of its entry `entry`, and all of the entries before. */
const Position = z.object({
  size: z.number(),
  mtimeMs: z.number(),
  format: z.string(),
  entry: z.number().int().nonnegative(),
  records: z.number().int().nonnegative(),
  ended: z.boolean(),
});
/** See the schema of the same name. */
export type Position = z.infer<typeof Position>;

const Cursor = z.object({
  v: z.literal(1),
  finished: z.boolean(),
  /** What `--format` and `--shift-to-now` were: a cursor holds for the same ones only. */
  format: z.exactOptional(z.string()),
  shift: z.boolean(),
  /** What is added to every event time, milliseconds; kept so that a resumed replay makes the same posts. */
  shiftMs: z.exactOptional(z.number().int()),
  files: z.record(z.string(), Position),
});

/** Where a replay stands. Files are named by absolute path; one that is missing here has not been begun. */
export type ReplayCursor = z.infer<typeof Cursor>;

/** The stored cursor where it still holds; otherwise one at the start. A finished one starts over. */
export function resumeCursor(
  stored: Json | undefined,
  options: { format?: string; shiftToNow: boolean },
): ReplayCursor {
  const start: ReplayCursor = { v: 1, finished: false, shift: options.shiftToNow, files: {} };
  if (options.format !== undefined) start.format = options.format;
  const parsed = Cursor.safeParse(stored);
  if (!parsed.success || parsed.data.finished) return start;
  return parsed.data.format === start.format && parsed.data.shift === start.shift ? parsed.data : start;
}

/** Where to go on in a file: its start if it has changed since. */
export function positionOf(cursor: ReplayCursor, file: RecordedFile): Position | undefined {
  const position = Object.hasOwn(cursor.files, file.path) ? cursor.files[file.path] : undefined;
  return position?.size === file.size && position.mtimeMs === file.mtimeMs ? position : undefined;
}

/** The cursor as a value of its own, which later steps do not change. */
export function freezeCursor(cursor: ReplayCursor, finished: boolean): Json {
  if (finished) return { v: 1, finished, shift: cursor.shift, files: {} };
  return { ...cursor, files: { ...cursor.files } } as Json;
}
