import type { CellBody } from "../live/protocol.ts";
import { queryText } from "../why/query_words.ts";
import { writeHelper } from "../page/helper_module.ts";
import type { Collected } from "./collect.ts";
import { sqlCells } from "../page/sql_cells.ts";
import { packGroups } from "./packed_groups.ts";
import { packRows } from "./packed_rows.ts";
import type { SavedQuery, SavedReport, SavedView } from "./saved.ts";
import { choicesOf } from "./saved_values.ts";

/** What a report holds of a page that was worked out: equal results are kept once. */
export function saveReport(
  collected: Collected,
  { withheld, site, explore }: Pick<SavedReport, "withheld" | "site" | "explore">,
): SavedReport {
  const { page, saved, time, moment, posts } = collected;
  const bodies: CellBody[] = [];
  const places = new Map<string, number>();
  const placeOf = (body: CellBody) => {
    const text = JSON.stringify(body);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, bodies.length);
    return bodies.push(body) - 1;
  };
  const views = collected.views.map(({ name, scope, bodies, filters }): [string, SavedView] => [name, {
    span: scope.span,
    cells: Object.fromEntries([...bodies].map(([cell, body]) => [cell, placeOf(body)])),
    filters: filters.map((filter) => ({ ...filter, groups: packGroups(filter.groups) })),
  }]);
  const helpers = Object.values(page.helpers).map((helper) => [
    helper.name,
    writeHelper(helper, (name) => `gs-helper:${name}`),
  ]);
  return {
    moment,
    rerun: time.asOf !== null,
    choices: choicesOf(page, saved),
    views: Object.fromEntries(views),
    bodies,
    queries: queriesOf(collected),
    helpers: Object.fromEntries(helpers),
    site,
    posts: packRows(posts),
    withheld,
    explore,
  };
}

function queriesOf({ page, filters }: Collected): SavedReport["queries"] {
  const queries = sqlCells(page).map((cell): [string, SavedQuery] => {
    const filter = filters.findIndex(({ cells }) => cells.includes(cell));
    return [cell.name, { ...queryText(cell), filter: filter === -1 ? null : filter }];
  });
  return Object.fromEntries(queries);
}
