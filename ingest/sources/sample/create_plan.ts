import { burstsOfDay } from "./bursts.ts";
import { changesOf } from "./changes.ts";
import { layoutMinute } from "./layout.ts";
import type { Change, Plan } from "./plan.ts";
import { keyOf } from "./random.ts";

/** How many minutes stay worked out: answers look back 90 minutes. */
const maxLayouts = 256;
const maxDays = 8;
const minutesPerDay = 1440;

/** A plan. The same seed and rate make the same posts, whenever and in whatever order they are asked for. */
export function createPlan({ seed = 1, rate }: { seed?: number; rate?: number } = {}): Plan {
  const key = keyOf(seed, rate === undefined ? 0 : Math.round(rate * 1000));
  const bursts = remember(maxDays, (day) => burstsOfDay(seed, day));
  const layout = remember(
    maxLayouts,
    (minute) => layoutMinute(key, rate, bursts(Math.floor(minute / minutesPerDay)), minute),
  );
  const mark = (key % 1296).toString(36).padStart(2, "0");
  const crowd = rate === undefined ? 1 : Math.min(30, Math.max(1, Math.sqrt(rate)));
  const changes = remember(
    maxLayouts,
    (minute): ReadonlyMap<number, Change[]> =>
      Map.groupBy(changesOf(plan, layout(minute)), ({ index }) => index),
  );
  const plan: Plan = {
    seed,
    ...rate === undefined ? {} : { rate },
    key,
    mark,
    crowd,
    bursts,
    layout,
    changes,
  };
  return plan;
}

function remember<T>(max: number, make: (of: number) => T): (of: number) => T {
  const made = new Map<number, T>();
  return (of) => {
    let value = made.get(of);
    if (value === undefined) {
      value = make(of);
      if (made.size >= max) made.delete(made.keys().next().value!);
      made.set(of, value);
    }
    return value;
  };
}
