import { Poison } from "../base/errors.ts";

/** When a stream runs: on some days of the week, from a minute of the day up to another. All in UTC. */
export interface Schedule {
  /** For Sunday to Saturday, whether a run begins on it. */
  days: readonly boolean[];
  /** Minutes since midnight. Equal: the whole day. A run that ends before it begins goes over midnight. */
  from: number;
  to: number;
}

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const minuteMs = 60_000;
const dayMinutes = 1440;
const dayMs = dayMinutes * minuteMs;
const example = 'give days, hours of UTC or both, like "mon-fri 08:00-18:00", "sat,sun" or "22:00-06:00"';

/** Reads `[DAYS] [HH:MM-HH:MM]`. @throws {Poison} that says what is wrong with it. */
export function parseSchedule(text: string): Schedule {
  const words = text.trim().toLowerCase().split(/\s+/);
  const hours = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(words.at(-1)!);
  const dayWords = hours === null ? words : words.slice(0, -1);
  if (dayWords.length > 1 || words.length > 2) throw refuse(text);
  const days = dayWords[0] === undefined ? names.map(() => true) : readDays(dayWords[0], text);
  const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = hours?.slice(1).map(Number) ?? [];
  const [from, to] = [h1 * 60 + m1, h2 * 60 + m2];
  if (m1 > 59 || m2 > 59 || from >= dayMinutes || to > dayMinutes) throw refuse(text);
  return { days, from, to: to % dayMinutes };
}

/** Whether a stream runs at a time, UTC milliseconds. */
export function isOpen(schedule: Schedule, nowMs: number): boolean {
  const day = Math.floor(nowMs / dayMs) * dayMs;
  return [day, day - dayMs].some((start) => {
    const run = runOf(schedule, start);
    return run !== undefined && nowMs >= run.from && nowMs < run.to;
  });
}

/** When it runs next, UTC milliseconds, where it does not run now. */
export function nextOpen(schedule: Schedule, nowMs: number): number {
  const day = Math.floor(nowMs / dayMs) * dayMs;
  const starts = Array.from({ length: 8 }, (_, after) => runOf(schedule, day + after * dayMs)?.from);
  return starts.find((start) => start !== undefined && start > nowMs)!;
}

// The run that begins on a day.
function runOf({ days, from, to }: Schedule, day: number): { from: number; to: number } | undefined {
  if (!days[new Date(day).getUTCDay()]) return undefined;
  const minutes = to > from ? to - from : to - from + dayMinutes;
  return { from: day + from * minuteMs, to: day + (from + minutes) * minuteMs };
}

function readDays(word: string, text: string): boolean[] {
  const chosen = names.map(() => false);
  for (const part of word.split(",")) {
    const [first, last = first, more] = part.split("-").map((name) => names.indexOf(name));
    if (first === undefined || first < 0 || last! < 0 || more !== undefined) throw refuse(text);
    for (let day = first; chosen[day] = true, day !== last; day = (day + 1) % 7);
  }
  return chosen;
}

function refuse(text: string): Poison {
  return new Poison(`Cannot use schedule "${text}": ${example}`);
}
