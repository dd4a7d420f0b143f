import type { Landed } from "../store/reads.ts";
import { landedViews } from "../store/views.ts";

/**
 * What a landing changed in what pages see; `fresh` are the event times of its posts by source, UTC milliseconds. The first
 * real posts hide the simulated ones, and so change everything.
 */
export function changeOf(
  landing: number,
  { landed, dead }: { landed: number; dead: number },
  fresh: { oldest: number; newest: number }[],
  firstReal: boolean,
): Landed {
  return {
    landing,
    posts: landed,
    views: [...landedViews].filter((view) =>
      view === "landings" || firstReal || (view === "dead_letters" ? dead > 0 : landed > 0)
    ),
    minCreatedAt: firstReal ? -Infinity : Math.min(...fresh.map(({ oldest }) => oldest)),
    maxCreatedAt: firstReal ? Infinity : Math.max(...fresh.map(({ newest }) => newest)),
    rewritten: firstReal,
  };
}
