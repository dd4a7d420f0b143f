import type { ParamProblem } from "./param_values.ts";
import { parseTime } from "./utc_time.ts";

const minuteMs = 60_000;
const earliest = Date.UTC(1970, 0, 1);

/** The moment of a view: live, or rerun as of a minute. */
export interface PageTime {
  /** End of the window, UTC milliseconds on a full minute; null while live. */
  asOf: number | null;
  /** The landing that the view was once stored with: what landed later is counted as late. */
  landing: number | null;
}

/** A view that moves with the stream. */
export const live: PageTime = { asOf: null, landing: null };

/** Takes `asOf` and `landing`, which every page has, out of raw values. What is wrong is a problem and counts as live. */
export function readPageTime(
  raw: Record<string, unknown>,
  now: number,
): { time: PageTime; rest: Record<string, unknown>; problems: ParamProblem[] } {
  const { asOf, landing, ...rest } = raw;
  const problems: ParamProblem[] = [];
  const read = <T>(param: string, value: unknown, parse: (text: string) => T | string): T | null => {
    if (value === undefined || value === null || value === "") return null;
    const parsed = parse(String(value));
    if (typeof parsed !== "string") return parsed;
    problems.push({ param, message: parsed });
    return null;
  };
  const time = {
    asOf: read("asOf", asOf, (text) => parseAsOf(text, now)),
    landing: read("landing", landing, parseLanding),
  };
  return { time, rest, problems };
}

/** A time as it stands in an address: `2015-02-23T08:00Z`. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace(/(:00)?\.000Z$/, "Z");
}

function parseAsOf(text: string, now: number): number | string {
  const time = parseTime(text);
  if (!Number.isFinite(time) || time < earliest) return "must be a UTC time like 2015-02-23T08:00Z";
  const minute = Math.floor(time / minuteMs) * minuteMs;
  if (minute > now + minuteMs) return `${timeText(minute)} has not come yet; a rerun looks back`;
  return minute;
}

function parseLanding(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : "must be the number of a landing";
}
