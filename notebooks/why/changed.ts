import type { Bind, Snapshot } from "../../analysis/store/reads.ts";
import { Poison } from "../../ingest/base/errors.ts";
import { bindInto, type BindScope, writeHere } from "../page/bind_cell.ts";
import type { Page } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import type { Changed } from "../live/protocol.ts";
import { cellLimits } from "../live/run_cell.ts";

const wholePage = { line: 1, and: [] };

/**
 * What has become of the posts of the page's filter since the landing that the view was stored with; null without one, and
 * on pages by time of arrival, where nothing is late.
 */
export async function changedSince(
  { page, time }: { page: Pick<Page, "time">; time: PageTime },
  scope: BindScope,
  snapshot: Snapshot,
): Promise<Changed | null> {
  if (time.landing === null || page.time === "arrival") return null;
  if (time.landing >= snapshot.moment.landing) {
    return { late: 0, edited: 0, corrected: 0, deleted: 0, ofAnyTopic: false };
  }
  const binds: Bind[] = [];
  const bind = bindInto(binds);
  const here = writeHere(wholePage, scope, bind);
  // What a deleted post was about is gone with its text.
  const anyTopic = writeHere(wholePage, { ...scope, writeTopic: () => "true" }, bind);
  const since = bind({ type: "number", value: time.landing });
  const corrected = `(source, id) in (select (source, id) from corrections where landing > ${since})`;
  const sql = `select count(*) filter (where landing > ${since} and ${here}),
    count(*) filter (where landing <= ${since} and deleted_at is null and changed_in > ${since} and ${here}),
    count(*) filter (where landing <= ${since} and deleted_at is null and ${corrected} and ${here}),
    count(*) filter (where landing <= ${since} and deleted_at is not null and changed_in > ${since})
    from posts where (landing > ${since} or changed_in > ${since} or ${corrected}) and ${anyTopic}`;
  try {
    const { values } = await snapshot.query(sql, binds, cellLimits);
    const [late, edited, corrected, deleted] = values.map(([count]) => Number(count ?? 0));
    return {
      late: late!,
      edited: edited!,
      corrected: corrected!,
      deleted: deleted!,
      ofAnyTopic: asksForTopic(scope),
    };
  } catch (error) {
    // Too slow to count: the page stands without this line.
    if (error instanceof Poison) return null;
    throw error;
  }
}

function asksForTopic(scope: BindScope): boolean {
  let asks = false;
  const writeTopic: BindScope["writeTopic"] = (...topic) => {
    const written = scope.writeTopic(...topic);
    asks ||= written !== "true";
    return written;
  };
  writeHere(wholePage, { ...scope, writeTopic }, bindInto([]));
  return asks;
}
