import type { Whole } from "../../base/read_lines.ts";

/**
 * One raw document of a file, or why there is none. `index` ascends within the file; `place` is what follows the
 * file's name in an origin: the line, or `1/3` for the third element of a list.
 */
export type Entry =
  & { index: number; place: string; raw: string | Uint8Array }
  & ({ document: unknown } | { refusal: string; whole?: Whole });
