import { fromWall, startOfDay, toWall } from "../zone.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const clockSteps = [
  ...[1, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * hourMs),
];
const daySteps = [1, 2, 3, 4, 7, 14, 28, 91, 182, 364, 1820];
const withYearFromDays = 28;
const maxTicks = 2000;

/** Where a time axis has its ticks, UTC milliseconds, and how they are to be named. */
export interface TimeTicks {
  ticks: number[];
  /** True where each tick is a day's start and is named by its day. */
  byDay: boolean;
  withYear: boolean;
}

/** How many labels fit: a clock time takes less room than a day. */
export interface Room {
  clock: number;
  day: number;
}

/** Ticks on round times of the reader's clock, as close as the room allows. */
export function timeTicks(from: number, to: number, room: Room): TimeTicks {
  const clockStep = clockSteps.find((step) => step >= (to - from) / room.clock);
  if (clockStep !== undefined) {
    return { ticks: clockTicks(from, to, clockStep), byDay: false, withYear: false };
  }
  const days = daySteps.find((step) => step * dayMs >= (to - from) / room.day) ?? daySteps.at(-1)!;
  return { ticks: dayTicks(from, to, days), byDay: true, withYear: days >= withYearFromDays };
}

/** Local midnights inside a span of at most a week; drawn as dotted rules. */
export function midnights(from: number, to: number): number[] {
  return to - from > 8 * dayMs ? [] : dayTicks(from + 1, to, 1);
}

// On the day clocks change an hour is left out or comes twice; noon stays noon.
function clockTicks(from: number, to: number, step: number): number[] {
  const ticks = new Set<number>();
  const end = toWall(to) + hourMs;
  for (let wall = Math.floor((toWall(from) - hourMs) / dayMs) * dayMs; wall < end; wall += step) {
    const times = fromWall(wall);
    for (const time of step > hourMs ? times.slice(0, 1) : times) {
      if (time >= from && time < to && ticks.size < maxTicks) ticks.add(time);
    }
  }
  return [...ticks].sort((a, b) => a - b);
}

function dayTicks(from: number, to: number, days: number): number[] {
  const ticks: number[] = [];
  const weekday = new Date(toWall(from)).getUTCDay();
  const back = days >= 7 ? (weekday + 6) % 7 : 0;
  for (let later = -back; ticks.length < maxTicks; later += days) {
    const time = startOfDay(from, later);
    if (time >= to) break;
    if (time >= from) ticks.push(time);
  }
  return ticks;
}
