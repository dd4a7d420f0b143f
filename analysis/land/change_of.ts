import type { Landed } from "../store/reads.ts";
import { landedViews } from "../store/views.ts";
import type { Span } from "./searches.ts";

/**
 * What a landing changed in what pages see; `fresh` are the event times of its posts by source, `touched` those of earlier
 * posts that it changed, UTC milliseconds. The first real posts hide the simulated ones, and so change everything.
 */
export function changeOf(
  landing: number,
  { landed, dead, readings }: { landed: number; dead: number; readings: number },
  fresh: { oldest: number; newest: number }[],
  touched: Span,
  firstReal: boolean,
): Landed {
  const rewritten = firstReal || touched.from <= touched.to;
  const changes = new Map([["landings", true], ["dead_letters", dead > 0], ["engagement", readings > 0]]);
  return {
    landing,
    posts: landed,
    views: [...landedViews].filter((view) => firstReal || (changes.get(view) ?? (landed > 0 || rewritten))),
    minCreatedAt: firstReal ? -Infinity : Math.min(touched.from, ...fresh.map(({ oldest }) => oldest)),
    maxCreatedAt: firstReal ? Infinity : Math.max(touched.to, ...fresh.map(({ newest }) => newest)),
    rewritten,
  };
}
