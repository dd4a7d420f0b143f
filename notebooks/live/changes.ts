import type { Landed } from "../../analysis/store/reads.ts";
import { landedViews } from "../../analysis/store/views.ts";

const maxRemembered = 2000;

/** What the result of a query depends on; `window` is where posts must be to count, UTC milliseconds, null for anywhere. */
export interface Reach {
  views: string[];
  window: { from: number; asOf: number } | null;
}

/** The last landings, to tell whether a result still holds. */
export class Changes {
  readonly #landings = new Map<number, Landed>();

  add(landed: Landed): void {
    this.#landings.set(landed.landing, landed);
    this.#landings.delete(landed.landing - maxRemembered);
  }

  /** Whether a landing after `since`, up to `until`, may have changed what reaches so far. One that is not known may. */
  touched(since: number, until: number, reach: Reach): boolean {
    if (reach.views.length === 0 || reach.views.some((view) => !landedViews.has(view))) return true;
    for (let landing = until; landing > since; landing--) {
      const landed = this.#landings.get(landing);
      if (landed === undefined || overlaps(landed, reach)) return true;
    }
    return false;
  }
}

function overlaps(landed: Landed, { views, window }: Reach): boolean {
  if (!views.some((view) => landed.views.includes(view))) return false;
  return window === null || (landed.minCreatedAt < window.asOf && landed.maxCreatedAt >= window.from);
}
