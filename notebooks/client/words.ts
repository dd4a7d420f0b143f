import { startOfDay, toWall, zoneLabel } from "./zone.ts";

const narrowSpace = "\u202F";
const noTime = "—";
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

/** A size of files: `1.2 GB`, `230 MB`, `4 kB`. */
export function bytes(value: number): string {
  const [size, unit] = value < 1e6
    ? [value / 1e3, "kB"]
    : value < 1e9
    ? [value / 1e6, "MB"]
    : [value / 1e9, "GB"];
  return `${size < 9.95 ? +size.toFixed(1) : Math.round(size)}${narrowSpace}${unit}`;
}

/** A count as short as an axis has room for: `800`, `1.5 k`, `40 k`, `1.2 M`. */
export function axisCount(value: number): string {
  return Math.abs(value) >= 1000 && Math.abs(value) < 100_000
    ? `${+(value / 1000).toFixed(1)}${narrowSpace}k`
    : short(value);
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

/** A number that may be small: one decimal below 10. */
export function few(value: number): string {
  return value < 9.95 ? value.toFixed(1) : full(value);
}

/** How many times as many as expected: `28`, `1.3`; from nothing it is no ratio. */
export function times(observed: number, expected: number): string {
  if (expected < 0.05) return "new";
  const ratio = observed / expected;
  return ratio < 9.95 ? ratio.toFixed(1) : full(ratio);
}

/** Clock time in the reader's zone: `00:45`. */
export function clock(time: number | Date): string {
  if (Number.isNaN(Number(time))) return noTime;
  const wall = new Date(toWall(Number(time)));
  return `${pad(wall.getUTCHours())}:${pad(wall.getUTCMinutes())}`;
}

let today: () => number = Date.now;

/** Makes this the time whose year goes without saying; a report is read in later years too. */
export function setToday(now: () => number): void {
  today = now;
}

/** `Mon 23 Feb`, with the year when it is not this year. */
export function day(time: number | Date): string {
  if (Number.isNaN(Number(time))) return noTime;
  const { weekday, date, year } = dateOf(Number(time));
  return `${weekday} ${date}${year === dateOf(today()).year ? "" : ` ${year}`}`;
}

/** A day as short as an axis has it: `Mon 23 Feb`, or `23 Feb 2015`. */
export function axisDay(time: number, withYear: boolean): string {
  const { weekday, date, year } = dateOf(time);
  return withYear ? `${date} ${year}` : `${weekday} ${date}`;
}

/** The reader's zone, as it is named at that time: `UTC`, `CET`. */
export function zone(time: number | Date): string {
  return Number.isNaN(Number(time)) ? "" : zoneLabel(Number(time));
}

/** `Mon 23 Feb, 00:45 UTC`. */
export function moment(time: number | Date): string {
  return `${day(time)}, ${clock(time)} ${zone(time)}`;
}

/** A window: `Mon 23 Feb, 00:45–01:00 UTC`, `Mon 23 Feb, 23:00 – Tue 24 Feb, 05:00 UTC`; a whole local day without clock time. */
export function window(start: number | Date, lengthMs: number): string {
  const from = Number(start);
  const end = from + lengthMs;
  const zones = zone(from) === zone(end) ? ["", zone(end)] : [` ${zone(from)}`, zone(end)];
  if (startOfDay(from) === from && startOfDay(from, 1) === end) return `${day(from)}, ${zone(from)}`;
  if (startOfDay(from) === from && startOfDay(end) === end) {
    return `${day(from)} – ${day(startOfDay(end, -1))}, ${zone(from)}`;
  }
  return end <= startOfDay(from, 1)
    ? `${day(from)}, ${clock(from)}${zones[0]}–${clock(end)} ${zones[1]}`
    : `${day(from)}, ${clock(from)}${zones[0]} – ${day(end)}, ${clock(end)} ${zones[1]}`;
}

/** `4 s ago`, `2 min ago`, and beyond an hour the clock time. */
export function age(time: number, now: number): string {
  const ms = Math.max(0, now - time);
  if (ms < minuteMs) return `${Math.floor(ms / 1000)} s ago`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min ago`;
  return moment(time);
}

/** A length of time: `45 min`, `6 h`, `18.5 h`, `3 days`. */
export function duration(ms: number): string {
  if (ms < hourMs) return `${Math.round(ms / minuteMs)} min`;
  if (ms < 3 * dayMs) {
    return `${Math.round(ms / hourMs * (ms < 10 * hourMs ? 10 : 1)) / (ms < 10 * hourMs ? 10 : 1)} h`;
  }
  return `${Math.round(ms / dayMs)} days`;
}

/** Inside one bucket: `in one hour`, `in 15 minutes`. */
export function inBucket(ms: number): string {
  const name = bucketName(ms);
  return /^\d/.test(name) ? `in ${name}` : `in one ${name}`;
}

/** The width of a bucket in words: `minute`, `15 minutes`, `hour`, `7 days`. */
export function bucketName(ms: number): string {
  const [size, noun] = ms < hourMs ? [minuteMs, "minute"] : ms < dayMs ? [hourMs, "hour"] : [dayMs, "day"];
  return ms === size ? noun as string : `${ms / (size as number)} ${noun}s`;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dateOf(time: number): { weekday: string; date: string; year: number } {
  const wall = new Date(toWall(time));
  return {
    weekday: weekdays[wall.getUTCDay()]!,
    date: `${wall.getUTCDate()} ${months[wall.getUTCMonth()]}`,
    year: wall.getUTCFullYear(),
  };
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
