import { csvLine } from "../../csv.ts";
import { download } from "../download.ts";
import { element, setChildren, setText } from "../dom.ts";
import { createSorter } from "./sorter.ts";
import { cellText, csvRow, isNumeric, sortValue, type Table } from "./table_cell.ts";

const maxTableRows = 500;
const maxCellChars = 200;

/** A place for the numbers of a chart, with all of them as CSV. What has not changed is not drawn again, so that a selection stays. */
export function tableView(): { node: HTMLElement; show(title: string, table: Table): void } {
  const caption = element("caption", {});
  const head = element("tr", {});
  const list = element("tbody", {});
  const place = element(
    "div",
    { class: "gs-data", tabindex: 0, role: "region", "aria-label": "Data" },
    element("table", { class: "gs-table" }, caption, element("thead", {}, head), list),
  );
  let current: { title: string; table: Table } | null = null;
  let drawn = "";
  const sorter = createSorter(() => draw());
  const draw = () => {
    if (current === null) return;
    const { title, table: { columns, rows } } = current;
    const cut = rows.length > maxTableRows;
    setText(caption, cut ? `${title}: ${maxTableRows} of ${rows.length} rows` : title);
    const heads = columns.map((name, at) => sorter.head(name, null, isNumeric(rows, at)));
    setChildren(head, heads);
    const ordered = sorter.order(rows, (row, column) => sortValue(row[columns.indexOf(column)]));
    list.replaceChildren(
      ...ordered.slice(0, maxTableRows).map((row) =>
        element("tr", {}, ...row.map((cell) => element("td", {}, cellText(cell, maxCellChars))))
      ),
    );
  };
  const save = () => {
    if (current === null) return;
    const { title, table: { columns, rows } } = current;
    download(`${title}.csv`, new Blob([csvLine(columns), ...rows.map(csvRow)], { type: "text/csv" }));
  };
  const button = element("button", { type: "button", class: "gs-link", onclick: save }, "CSV");
  return {
    node: element("div", { class: "gs-below" }, place, element("p", { class: "gs-below-acts" }, button)),
    show(title, table) {
      current = { title, table };
      const text = JSON.stringify(current);
      if (text === drawn) return;
      drawn = text;
      draw();
    },
  };
}
