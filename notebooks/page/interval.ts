import type { ParamSpecs } from "./param_spec.ts";

const withoutChoice = "24h";
const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Everything from the oldest post on. */
export const allTime = "all";

/** Milliseconds of an interval such as `30m`, `24h` or `7d`; null for `all`. @throws {RangeError} for anything else. */
export function intervalMs(text: string): number | null {
  if (text === allTime) return null;
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(text);
  if (match === null) throw new RangeError("must be minutes, hours or days like 30m, 24h or 7d, or all");
  return Number(match[1]) * units[match[2] as keyof typeof units];
}

/** An interval in the page's words: `24 h`, `7 d`, `All`. */
export function intervalLabel(text: string): string {
  return text === allTime ? "All" : text.replace(/^(\d+)m$/, "$1 min").replace(/^(\d+)([hd])$/, "$1 $2");
}

/** The window that the parameters of a page choose; 24 h where it has none. */
export function intervalOf(specs: ParamSpecs, values: Readonly<Record<string, unknown>>): string {
  const name = Object.keys(specs).find((name) => specs[name]!.type === "interval");
  return name === undefined ? withoutChoice : String(values[name]);
}
