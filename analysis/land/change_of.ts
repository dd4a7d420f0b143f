import type { Landed } from "../store/reads.ts";
import { landedViews } from "../store/views.ts";
import type { Span } from "./searches.ts";

/**
 * What a landing changed in what pages see; `fresh` are the event times of its posts by source, `touched` those of earlier
 * posts that it changed, UTC milliseconds. `all` where it changes everything. Rules reach any time, and leave posts as they are.
 */
export function changeOf(
  landing: number,
  { landed, dead, readings, corrections, rules }: {
    landed: number;
    dead: number;
    readings: number;
    corrections: number;
    rules: number;
  },
  fresh: { oldest: number; newest: number }[],
  touched: Span,
  all: boolean,
): Landed {
  const ofAllTime = all || rules > 0;
  const rewritten = all || touched.from <= touched.to;
  const changes = new Map([
    ["landings", true],
    ["dead_letters", dead > 0],
    ["engagement", readings > 0],
    ["models", false],
    ["corrections", corrections > 0],
    ["judgements", corrections > 0],
    ["phrase_rules", rules > 0],
  ]);
  return {
    landing,
    posts: landed,
    views: [...landedViews].filter((view) =>
      all || (changes.get(view) ?? (landed > 0 || rewritten || rules > 0))
    ),
    minCreatedAt: ofAllTime ? -Infinity : Math.min(touched.from, ...fresh.map(({ oldest }) => oldest)),
    maxCreatedAt: ofAllTime ? Infinity : Math.max(touched.to, ...fresh.map(({ newest }) => newest)),
    rewritten,
  };
}
