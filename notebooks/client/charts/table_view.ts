import { csvLine } from "../../csv.ts";
import { download } from "../download.ts";
import { element } from "../dom.ts";

/** Numbers as a table. */
export interface Table {
  columns: string[];
  rows: (string | number)[][];
}

const maxTableRows = 500;

/** A place for the numbers of a chart, with all of them as CSV. What has not changed is not drawn again, so that a selection stays. */
export function tableView(): { node: HTMLElement; show(title: string, table: Table): void } {
  const place = element("div", { class: "gs-data", tabindex: 0, role: "region", "aria-label": "Data" });
  let current: { title: string; table: Table } | null = null;
  const save = () => {
    if (current === null) return;
    const lines = [current.table.columns, ...current.table.rows].map(csvLine);
    download(`${current.title}.csv`, new Blob(lines, { type: "text/csv" }));
  };
  const button = element("button", { type: "button", class: "gs-link", onclick: save }, "CSV");
  let drawn = "";
  return {
    node: element("div", { class: "gs-below" }, place, element("p", { class: "gs-below-acts" }, button)),
    show(title, table) {
      current = { title, table };
      const text = JSON.stringify(current);
      if (text === drawn) return;
      drawn = text;
      place.replaceChildren(drawTable(title, table));
    },
  };
}

function drawTable(title: string, { columns, rows }: Table): HTMLElement {
  const cut = rows.length > maxTableRows;
  return element(
    "table",
    { class: "gs-table" },
    element("caption", {}, cut ? `${title}: first ${maxTableRows} of ${rows.length} rows` : title),
    element("thead", {}, element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, name)))),
    element(
      "tbody",
      {},
      ...rows.slice(0, maxTableRows).map((row) =>
        element("tr", {}, ...row.map((value) => element("td", {}, value)))
      ),
    ),
  );
}
