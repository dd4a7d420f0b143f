import { z } from "zod";
import { arrivalAt, minuteMs } from "./heads.ts";
import { blockMinutes } from "./layout.ts";
import type { Plan } from "./plan.ts";
import type { Json } from "../source.ts";

const historyMinutes = 24 * 60;
/** A stream that is further behind leaves the time between to be filled like history. */
const maxBehindMinutes = 2;
/** A cursor further ahead than this comes from a wrong clock. */
const maxAheadMinutes = 60;

const minute = z.number().int().nonnegative();
const Span = z.object({ from: minute, to: minute });

const Cursor = z.object({
  v: z.literal(1),
  seed: z.number(),
  rate: z.exactOptional(z.number()),
  /** The next arrival; `partial` where the beginning of its minute was left out. */
  live: z.object({ minute, index: minute, partial: z.boolean() }),
  /** What is still to be laid down, oldest first: `index` arrivals of the first minute are already there. */
  gaps: z.array(Span.extend({ index: minute })),
  /** Whole minutes that are laid down. */
  laid: z.array(Span),
});

/** How far a sample stream has come; its cursor. Times are minutes from 1970, UTC. */
export type Progress = z.infer<typeof Cursor>;
/** A stretch of time to be filled. */
export type Gap = Progress["gaps"][number];

/** Goes on from a stored cursor of the same plan, and from the start otherwise. `now` is UTC milliseconds. */
export function resumeProgress(cursor: Json | undefined, plan: Plan, now: number): Progress {
  const parsed = Cursor.safeParse(cursor);
  if (!parsed.success) return startProgress(plan, now);
  const { seed, rate, live } = parsed.data;
  const same = seed === plan.seed && rate === plan.rate;
  if (!same || live.minute > now / minuteMs + maxAheadMinutes) return startProgress(plan, now);
  return catchUp(parsed.data, plan, now);
}

/** A stream at its beginning: a day of history, then now; with a rate only now. */
function startProgress(plan: Plan, now: number): Progress {
  const { seed, rate } = plan;
  const to = Math.floor(now / minuteMs);
  return {
    v: 1,
    seed,
    ...rate === undefined ? {} : { rate },
    live: liveFrom(plan, now),
    gaps: rate === undefined ? [{ from: historyStart(to), index: 0, to }] : [],
    laid: [],
  };
}

/** Where live has fallen behind, makes what it missed (a day at most) a gap; with a rate it is left out. */
export function catchUp(progress: Progress, plan: Plan, now: number): Progress {
  const to = Math.floor(now / minuteMs);
  const { live } = progress;
  if (to - live.minute <= maxBehindMinutes) return progress;
  const missed = plan.rate === undefined ? [{ from: live.minute, index: live.index, to }] : [];
  const oldest = historyStart(to);
  const gaps = [...progress.gaps, ...missed].filter((gap) => gap.to > oldest)
    .map((gap) => gap.from < oldest ? { from: oldest, index: 0, to: gap.to } : gap);
  return { ...progress, live: liveFrom(plan, now), gaps };
}

function historyStart(to: number): number {
  const from = to - historyMinutes;
  return from - from % blockMinutes;
}

// With a rate, the part of the minute that is over would be a flood.
function liveFrom(plan: Plan, now: number): Progress["live"] {
  const layout = plan.layout(Math.floor(now / minuteMs));
  let index = 0;
  if (plan.rate !== undefined) {
    index = Math.floor((now / minuteMs - layout.minute) * layout.size);
    while (index < layout.size && arrivalAt(plan, layout, index) < now) index++;
  }
  return { minute: layout.minute, index, partial: index > 0 };
}
