import { element, setText } from "../dom.ts";
import { figure, type Table } from "./frame.ts";
import { plainText } from "./plain_text.ts";

/** A table that is read as it stands. */
export interface DataTable extends Table {
  title: string;
  subtitle?: string;
  /** What stands in its place without rows. */
  none?: string;
}

const maxCellChars = 200;

/** Rows and columns with heads; numbers to the right, words to the left. */
export function dataTable(props: DataTable): HTMLElement {
  return figure({
    kind: "data-table",
    title: ({ title }) => title,
    subtitle: ({ subtitle }) => subtitle ?? "",
    mount,
  }, props);
}

function mount(body: HTMLElement) {
  const head = element("tr", {});
  const list = element("tbody", {});
  const table = element("table", { class: "gs-plain" }, element("thead", {}, head), list);
  const none = element("p", { class: "gs-sub" });
  body.append(element("div", { class: "gs-plain-box" }, table), none);
  return ({ columns, rows, none: words = "None" }: DataTable) => {
    table.hidden = rows.length === 0;
    none.hidden = rows.length > 0;
    setText(none, words);
    const isNumber = columns.map((_, at) =>
      rows.every((row) => typeof row[at] === "number" || row[at] === "—")
    );
    const side = (at: number) => isNumber[at] ? "gs-number" : null;
    head.replaceChildren(
      ...columns.map((name, at) => element("th", { scope: "col", class: side(at) }, name)),
    );
    list.replaceChildren(
      ...rows.map((row) =>
        element(
          "tr",
          {},
          ...row.map((value, at) =>
            element(
              "td",
              { class: side(at), "data-head": columns[at] },
              typeof value === "number" ? value.toLocaleString("en") : plainText(value, maxCellChars),
            )
          ),
        )
      ),
    );
  };
}
