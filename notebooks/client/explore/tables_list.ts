import { messageOf } from "../../../ingest/base/errors.ts";
import { element } from "../dom.ts";
import { full } from "../words.ts";
import type { Explorer } from "./explorer.ts";

const maxColumns = 1000;
const sql =
  `select table_name, list(column_name order by column_index) as columns, any_value(estimated_size) as rows
  from duckdb_columns() join duckdb_tables() using (database_name, schema_name, table_name)
  where database_name = 'report' group by table_name order by table_name`;

/** The tables and columns that SQL can name, listed when they are asked for. */
export function showTables(explorer: Explorer): HTMLElement {
  const place = element("dl", { class: "gs-pairs" });
  const details = element("details", {}, element("summary", {}, "Tables and columns"), place);
  details.addEventListener("toggle", async () => {
    if (!details.open || place.childElementCount > 0) return;
    place.append(element("dt", {}, "Loading"));
    try {
      const { values: [names = [], columns = [], rows = []] } = await explorer.query(sql, maxColumns);
      place.replaceChildren(
        ...names.flatMap((name, i) => [
          element("dt", {}, `${name}, ${full(Number(rows[i]))} rows`),
          element("dd", {}, (columns[i] as string[]).join(", ")),
        ]),
      );
    } catch (error) {
      place.replaceChildren(element("dt", { class: "gs-error-text" }, `✕ ${messageOf(error)}`));
    }
  });
  return details;
}
