import type { Bind, Snapshot } from "../../analysis/store/reads.ts";
import { Poison } from "../../ingest/base/errors.ts";
import { bindInto, type BindScope, writeHere } from "../page/bind_cell.ts";
import type { Page } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import type { Changed } from "../live/protocol.ts";
import { cellLimits } from "../live/run_cell.ts";

const wholePage = { line: 1, and: [] };

/**
 * How many posts of the page's filter have landed since the landing that the view was stored with; null without one, and on
 * pages by time of arrival, where nothing is late.
 */
export async function changedSince(
  { page, time }: { page: Pick<Page, "time">; time: PageTime },
  scope: BindScope,
  snapshot: Snapshot,
): Promise<Changed | null> {
  if (time.landing === null || page.time === "arrival") return null;
  if (time.landing >= snapshot.moment.landing) return { late: 0 };
  const binds: Bind[] = [];
  const bind = bindInto(binds);
  const sql = `select count(*) from posts where ${writeHere(wholePage, scope, bind)} and landing > ${
    bind({ type: "number", value: time.landing })
  }`;
  try {
    const { values } = await snapshot.query(sql, binds, cellLimits);
    return { late: Number(values[0]?.[0] ?? 0) };
  } catch (error) {
    // Too slow to count: the page stands without this line.
    if (error instanceof Poison) return null;
    throw error;
  }
}
