import { authorCount } from "./author.ts";
import { communities } from "./communities.ts";
import { kindAt, type Layout } from "./layout.ts";
import type { Plan } from "./plan.ts";
import { keyOf } from "./random.ts";

/** The minute of each hour in which the author of its own is taken down. */
export const takedownMinute = 37;
const doomedShare = 0.001;
/** No burst brings that many times the usual number of authors. */
const beyondCrowds = 10;

/** Whether the arrival at `index` is a post by the author who is taken down in its hour. */
export function isDoomed(plan: Plan, layout: Layout, index: number): boolean {
  return keyOf(plan.key, layout.minute, index, 0xd00) < doomedShare * 0x1_0000_0000 &&
    kindAt(layout, index) === "plain";
}

/** The author, by community and rank in it, who writes in the hour of a minute only. */
export function doomedOf({ seed, crowd }: Plan, minute: number): { community: number; author: number } {
  const hour = Math.floor(minute / 60);
  const community = keyOf(seed, hour, 0xd01) % communities.length;
  return { community, author: authorCount(community, crowd) * beyondCrowds + hour };
}
