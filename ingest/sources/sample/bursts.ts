import { burstStories, pumpStories } from "./causes.ts";
import type { Story } from "./story.ts";
import { communityNamed } from "./communities.ts";
import { fillSlots, names } from "./names.ts";
import { Draw, keyOf } from "./random.ts";

const minutesPerDay = 1440;
const slotsPerDay = 6;
const slotMinutes = minutesPerDay / slotsPerDay;
/** How many posts of a burst are expected at the default volume, and how often a burst is a big one. */
const smallBurst = [450, 900] as const;
const bigBurst = [1400, 2200] as const;
const bigShare = 0.15;
const pumpPosts = [180, 320] as const;

/** A planted rise in volume with a known cause. Times are minutes from 1970, UTC; `end` is exclusive. */
export interface Burst {
  id: string;
  kind: "burst" | "pump";
  story: Story;
  /** The cause and what it fills its slots with. */
  cause: string;
  slots: Record<string, string>;
  tag: string;
  /** Finds its posts, in the topic language. */
  query: string;
  community: number;
  start: number;
  peak: number;
  end: number;
  /** Minutes in which the first rush halves. */
  halfLife: number;
  /** Expected number of posts at the default volume. */
  expected: number;
  key: number;
}

/**
 * What is planted on a day (counted from 1970): a burst in every four hours, and one pump. Whatever the time, one has
 * begun within the last five hours and goes on until less than two hours ago.
 */
export function burstsOfDay(seed: number, day: number): Burst[] {
  const bursts: Burst[] = [];
  for (let slot = 0; slot < slotsPerDay; slot++) {
    const draw = new Draw(keyOf(seed, day, slot, 0xb0b));
    const start = day * minutesPerDay + slot * slotMinutes + 10 + draw.below(25);
    const end = day * minutesPerDay + slot * slotMinutes + 195 + draw.below(35);
    const [low, high] = draw.chance(bigShare) ? bigBurst : smallBurst;
    bursts.push(plant(storyOf(seed, day * slotsPerDay + slot), `${day}.${slot}`, draw, {
      kind: "burst",
      start,
      peak: start + 4 + draw.below(14),
      end,
      halfLife: 8 + draw.below(18),
      expected: low + draw.below(high - low),
    }));
  }
  const draw = new Draw(keyOf(seed, day, 0x9a9));
  const start = day * minutesPerDay + 60 + draw.below(minutesPerDay - 180);
  const [low, high] = pumpPosts;
  bursts.push(plant(pumpStories[(day + keyOf(seed)) % pumpStories.length]!, `${day}.p`, draw, {
    kind: "pump",
    start,
    peak: start + 3 + draw.below(5),
    end: start + 35 + draw.below(25),
    halfLife: 12,
    expected: low + draw.below(high - low),
  }));
  return bursts;
}

/** Expected posts of a burst in a minute, at the default volume. */
export function burstLevel(burst: Burst, minute: number): number {
  return burst.expected * shape(burst, minute) / wholeShape(burst);
}

// Each story comes once before any comes again.
function storyOf(seed: number, turn: number): Story {
  const count = burstStories.length;
  const round = Math.floor(turn / count);
  const place = turn - round * count;
  return burstStories[(place + keyOf(seed)) % count]!;
}

function plant(
  story: Story,
  id: string,
  draw: Draw,
  times: Pick<Burst, "kind" | "start" | "peak" | "end" | "halfLife" | "expected">,
): Burst {
  const slots: Record<string, string> = {};
  for (const [slot, list] of Object.entries(names)) slots[slot] = draw.pick(list);
  slots.rival = draw.pick(names.team.filter((team) => team !== slots.team));
  slots.what = story.what;
  const joined = Object.fromEntries(Object.entries(slots).map(([slot, name]) => [slot, inTag(name)]));
  const tag = fillSlots(story.tag, draw, joined);
  const what = story.what.includes(" ") ? `"${story.what}"` : story.what;
  return {
    id,
    story,
    cause: fillSlots(story.cause, draw, slots),
    slots,
    tag,
    query: `${what} OR #${tag}`,
    community: communityNamed(story.community),
    ...times,
    key: keyOf(draw.below(0x7fffffff)),
  };
}

const inTag = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, "");

// A straight rise, a rush that halves quickly, and a long tail that stops at the end.
function shape({ start, peak, end, halfLife }: Burst, minute: number): number {
  if (minute < start || minute >= end) return 0;
  if (minute < peak) return (minute - start + 1) / (peak - start + 1);
  const age = minute - peak;
  return 0.85 * 2 ** (-age / halfLife) + 0.15 * (1 - age / (end - peak));
}

function wholeShape(burst: Burst): number {
  let sum = wholes.get(burst);
  if (sum === undefined) {
    sum = 0;
    for (let minute = burst.start; minute < burst.end; minute++) sum += shape(burst, minute);
    wholes.set(burst, sum);
  }
  return sum;
}

const wholes = new WeakMap<Burst, number>();
