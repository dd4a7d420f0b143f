import { type Burst, burstLevel } from "./bursts.ts";
import { Draw, keyOf } from "./random.ts";
import { rhythmAt } from "./rhythm.ts";

/** Redeliveries stay within a block of so many minutes, so that none points to before the start of a history. */
export const blockMinutes = 10;
/** Posts of an average day without a rate, and how many of them bursts bring. */
const dailyPosts = 50_000;
const dailyBurstPosts = 5300;
const perMinute = dailyPosts / 1440;
const lateShare = 0.0112;
const futureShare = 0.0004;
// Of all but the first minute of a block, which makes 2 % of all.
const againShare = 0.02 * blockMinutes / (blockMinutes - 1);
const maxBurstShare = 0.5;

/** What arrives in a minute (from 1970, UTC): how many of each kind, and how they are mixed. */
export interface Layout {
  minute: number;
  /** All arrivals: the sum of the counts below. */
  size: number;
  plain: number;
  late: number;
  future: number;
  bursts: { burst: Burst; count: number }[];
  again: number;
  /** Of each community, as running sums. */
  rhythm: Float64Array;
  /** Arrival `i` takes place `(i * step + offset) % size` of the kinds in the order above. */
  step: number;
  offset: number;
}

/** Lays out a minute. `rate` is arrivals a second; without it the volume follows the rhythm of the communities. */
export function layoutMinute(
  key: number,
  rate: number | undefined,
  bursts: readonly Burst[],
  minute: number,
): Layout {
  const draw = new Draw(keyOf(key, minute));
  const rhythm = rhythmAt(minute);
  const scale = rate === undefined ? 1 : rate * 60 / perMinute;
  let burstPosts = 0;
  const active: Layout["bursts"] = [];
  const goal = rate === undefined ? undefined : Math.floor(rate * 60 + draw.unit());
  const maxBurst = goal === undefined ? Infinity : goal * maxBurstShare;
  for (const burst of bursts) {
    if (minute < burst.start || minute >= burst.end) continue;
    const level = burstLevel(burst, minute) * scale;
    const count = Math.floor(Math.min(draw.poisson(level), maxBurst - burstPosts));
    if (count > 0) active.push({ burst, count });
    burstPosts += count;
  }
  const opens = minute % blockMinutes === 0;
  let base: number;
  let again: number;
  if (goal === undefined) {
    base = draw.poisson(perMinute * (1 - dailyBurstPosts / dailyPosts) * rhythm.at(-1)!);
    again = opens ? 0 : draw.poisson(againShare * (base + burstPosts));
  } else {
    again = opens ? 0 : Math.min(goal - burstPosts, draw.poisson(goal * againShare / (1 + againShare)));
    base = goal - burstPosts - again;
  }
  const late = Math.min(base, draw.poisson(base * lateShare));
  const future = Math.min(base - late, draw.poisson(base * futureShare));
  const size = base + burstPosts + again;
  const plain = base - late - future;
  const step = coprime(Math.max(1, Math.round(size * 0.618)), size);
  const offset = draw.below(Math.max(1, size));
  return { minute, size, plain, late, future, bursts: active, again, rhythm, step, offset };
}

/** What the arrival at `index` is. */
export function kindAt(layout: Layout, index: number): "plain" | "late" | "future" | "again" | Burst {
  let place = (index * layout.step + layout.offset) % layout.size;
  for (const kind of ["plain", "late", "future"] as const) {
    if (place < layout[kind]) return kind;
    place -= layout[kind];
  }
  for (const { burst, count } of layout.bursts) {
    if (place < count) return burst;
    place -= count;
  }
  return "again";
}

function coprime(from: number, size: number): number {
  let step = from;
  while (gcd(step, size) > 1) step++;
  return step;
}

function gcd(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
