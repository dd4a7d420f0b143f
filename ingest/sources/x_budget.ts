import { isFields } from "./fields.ts";
import type { Json } from "./source.ts";

/** An hour's share of the budget is spread over pieces of this length, so that each of them is looked at. */
const sliceMs = 5 * 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How many posts were paid for, and since when. Times are the beginnings of the day, hour and piece in UTC milliseconds. */
export interface Spent {
  day: number;
  ofDay: number;
  hour: number;
  ofHour: number;
  slice: number;
  ofSlice: number;
}

/** The posts of a day that may be paid for; an hour gets at most a tenth of them, or fewer where it is said. */
export interface Budget {
  perDay: number;
  perHour?: number | undefined;
}

/** What was spent as it counts now: a new day, hour or piece begins at 0. */
export function spentAt(stored: Json | undefined, nowMs: number): Spent {
  const numbers = isFields(stored) ? stored : {};
  const number = (name: string) => typeof numbers[name] === "number" ? numbers[name] : 0;
  const [day, hour, slice] = [dayMs, hourMs, sliceMs].map((length) => nowMs - nowMs % length) as [
    number,
    number,
    number,
  ];
  return {
    day,
    ofDay: number("day") === day ? number("ofDay") : 0,
    hour,
    ofHour: number("hour") === hour ? number("ofHour") : 0,
    slice,
    ofSlice: number("slice") === slice ? number("ofSlice") : 0,
  };
}

/** Counts posts that were delivered. */
export function spend(spent: Spent, posts: number): Spent {
  return {
    ...spent,
    ofDay: spent.ofDay + posts,
    ofHour: spent.ofHour + posts,
    ofSlice: spent.ofSlice + posts,
  };
}

/** How many more posts may come now, and when there may be more again (UTC milliseconds). */
export function allowance(budget: Budget, spent: Spent): { left: number; nextAt: number; what: string } {
  const { perDay } = budget;
  const perHour = Math.min(budget.perHour ?? Infinity, Math.ceil(perDay / 10));
  const perSlice = Math.ceil(perHour / (hourMs / sliceMs));
  const shares = [
    { left: perDay - spent.ofDay, nextAt: spent.day + dayMs, what: "day" },
    { left: perHour - spent.ofHour, nextAt: spent.hour + hourMs, what: "hour" },
    { left: perSlice - spent.ofSlice, nextAt: spent.slice + sliceMs, what: "five minutes" },
  ];
  return shares.reduce((least, share) =>
    share.left < least.left || (share.left <= 0 && least.left > 0) ? share : least
  );
}
