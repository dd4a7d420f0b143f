import type { Snapshot } from "../../analysis/store/reads.ts";
import type { BindScope } from "../page/bind_cell.ts";
import { intervalOf } from "../page/interval.ts";
import { moodsOf } from "../page/judged_posts.ts";
import { spanOf } from "../page/span.ts";
import type { RoundDeps } from "./round_parts.ts";
import type { Watched } from "./view.ts";

/** What the cells of a page are bound to at the moment of a snapshot. */
export function scopeOf(
  { page, values, time }: Pick<Watched, "values" | "time"> & {
    page: Pick<Watched["page"], "params" | "time">;
  },
  snapshot: Pick<Snapshot, "moment" | "rules">,
  deps: Pick<RoundDeps, "writeTopic" | "now">,
): BindScope {
  const { moment, rules } = snapshot;
  const edges = page.time === "arrival" ? { oldest: null, liveEdge: null } : moment;
  const span = spanOf(edges, intervalOf(page.params, values), deps.now(), time.asOf);
  const moods = moodsOf(page.params, values);
  return { specs: page.params, values, span, writeTopic: deps.writeTopic, rules, moods };
}
