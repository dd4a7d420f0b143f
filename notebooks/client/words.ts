const narrowSpace = "\u202F";
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A count in full: `11,500`. */
export function full(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** A count for tiles: in full up to 99,999, then `260 k` and `1.2 M`. */
export function short(value: number): string {
  if (Math.abs(value) < 100_000) return full(value);
  if (Math.abs(value) < 1_000_000) return `${Math.round(value / 1000)}${narrowSpace}k`;
  return `${(value / 1_000_000).toFixed(1)}${narrowSpace}M`;
}

/** `1 post`, `2 posts`. */
export function plural(value: number, noun: string): string {
  return `${full(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A share from 0 to 1 in percent; one decimal below one percent. */
export function percent(share: number): string {
  const value = share * 100;
  const text = value > 0 && value < 0.95 ? value.toFixed(1) : String(Math.round(value));
  return `${text}${narrowSpace}%`;
}

/** Clock time in the reader's zone: `00:45`. */
export function clock(time: number): string {
  return new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** `Mon 23 Feb`, with the year when it is not this year. */
export function day(time: number): string {
  const date = new Date(time);
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: "numeric" } as const;
  return date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", ...year })
    .replace(",", "");
}

/** The reader's zone, as it is named at that time: `UTC`, `CET`. */
export function zone(time: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" }).formatToParts(time);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "local time";
}

/** `Mon 23 Feb, 00:45 UTC`. */
export function moment(time: number): string {
  return `${day(time)}, ${clock(time)} ${zone(time)}`;
}

/** A window: `Mon 23 Feb, 00:45–01:00 UTC`; whole days without clock time. */
export function window(start: number, lengthMs: number): string {
  if (lengthMs < dayMs) return `${day(start)}, ${clock(start)}–${clock(start + lengthMs)} ${zone(start)}`;
  return lengthMs === dayMs
    ? `${day(start)} from ${clock(start)} ${zone(start)}`
    : `${day(start)} and ${days(lengthMs)}`;
}

/** `4 s ago`, `2 min ago`, and beyond an hour the clock time. */
export function age(time: number, now: number): string {
  const ms = Math.max(0, now - time);
  if (ms < minuteMs) return `${Math.floor(ms / 1000)} s ago`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min ago`;
  return moment(time);
}

/** The width of a bucket in words: `minute`, `15 minutes`, `hour`, `7 days`. */
export function bucketName(ms: number): string {
  const [size, noun] = ms < hourMs ? [minuteMs, "minute"] : ms < dayMs ? [hourMs, "hour"] : [dayMs, "day"];
  return ms === size ? noun as string : `${ms / (size as number)} ${noun}s`;
}

function days(lengthMs: number): string {
  return `${lengthMs / dayMs - 1} days after`;
}
