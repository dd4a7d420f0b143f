import { OverBudget } from "../../ingest/base/errors.ts";
import type { LandingCounts } from "./write_landing.ts";

/** Fewer dead letters in a window never stop anything. */
export const leastDead = 1000;
const minuteMs = 60_000;

/** How many of the lines of a window may become dead letters. */
export interface DeadLimits {
  percent: number;
  minutes: number;
}

/**
 * Counts the lines that landed within the last minutes, since it was made, by the time of their landing; `now` is in UTC
 * milliseconds. Only new dead letters count as such: one that was read before is a duplicate.
 * @throws {OverBudget} from each call while 1,000 or more of them, and more than the limit, are dead.
 */
export function createDeadBudget(
  { percent, minutes }: DeadLimits,
): (counts: LandingCounts, now: number) => void {
  let landings: { at: number; lines: number; dead: number }[] = [];
  return ({ landed, changed, duplicates, dead }, now) => {
    landings = landings.filter(({ at }) => at > now - minutes * minuteMs);
    landings.push({ at: now, lines: landed + changed + duplicates + dead, dead });
    if (dead === 0) return;
    const sum = (of: "lines" | "dead") => landings.reduce((total, landing) => total + landing[of], 0);
    const [refused, all] = [sum("dead"), sum("lines")];
    if (refused < leastDead || refused <= all * percent / 100) return;
    throw new OverBudget(
      `Stopped: of ${all} lines that came within ${minutes} minutes, ${refused} became dead letters, more than ` +
        `DEAD_PERCENT=${percent} allows; deno task dead list shows them. Starting again goes on from here`,
    );
  };
}
