import type { Columns } from "../../../analysis/store/reads.ts";
import { writeCsv } from "../../csv.ts";
import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { download } from "../download.ts";
import { full } from "../words.ts";
import { sortRows } from "./sort_rows.ts";

const maxDrawn = 500;
const maxCellChars = 300;

/** A result as a table that can be sorted by its columns, with all of it as CSV. */
export function createResultTable(): { node: HTMLElement; show(columns: Columns): void } {
  const place = element("div", { class: "gs-data", tabindex: 0, role: "region", "aria-label": "Result" });
  const note = element("span", { class: "gs-quiet" });
  let shown: Columns | null = null;
  const save = () => {
    if (shown !== null) download("result.csv", new Blob([writeCsv(shown)], { type: "text/csv" }));
  };
  const button = element("button", { type: "button", class: "gs-link", onclick: save }, "CSV");
  const node = element(
    "div",
    { class: "gs-result", hidden: true },
    place,
    element("p", { class: "gs-result-foot" }, button, note),
  );
  const draw = (columns: Columns, by: number | null, down: boolean) => {
    shown = by === null ? columns : sortRows(columns, by, down);
    const heads = columns.names.map((name, column) => {
      const isBy = column === by;
      const order = isBy ? down ? "descending" : "ascending" : null;
      const sort = () => draw(columns, column, isBy ? !down : columns.types[column] === "number");
      return element(
        "th",
        { scope: "col", class: sideOf(columns, column), "aria-sort": order },
        element("button", { type: "button", onclick: sort }, name, isBy ? (down ? " ↓" : " ↑") : null),
      );
    });
    const rows = Array.from({ length: Math.min(shown.rows, maxDrawn) }, (_, row) =>
      element(
        "tr",
        {},
        ...shown!.values.map((values, column) =>
          element("td", { class: sideOf(columns, column) }, asText(values[row], columns.types[column]!))
        ),
      ));
    place.replaceChildren(
      element(
        "table",
        { class: "gs-result-table" },
        element("thead", {}, element("tr", {}, ...heads)),
        element("tbody", {}, ...rows),
      ),
    );
    setText(
      note,
      shown.rows > maxDrawn ? `${full(maxDrawn)} of ${full(shown.rows)} rows are drawn; CSV has all` : "",
    );
    node.hidden = false;
  };
  return { node, show: (columns) => draw(columns, null, false) };
}

function sideOf({ types }: Columns, column: number): string | null {
  return types[column] === "number" ? "gs-number" : null;
}

function asText(value: unknown, type: Columns["types"][number]): string {
  if (value === null || value === undefined) return "—";
  if (type === "time" && typeof value === "number") {
    return new Date(value).toISOString().replace("T", " ").replace(/(\.000)?Z$/, "");
  }
  if (type === "number" && typeof value === "number") {
    return value.toLocaleString("en", { maximumFractionDigits: 6 });
  }
  return plainText(Array.isArray(value) ? value.join(", ") : String(value), maxCellChars);
}
