import { element, setText } from "../dom.ts";
import { keepFocus } from "../keep_focus.ts";
import { figure } from "./frame.ts";
import { createSorter } from "./sorter.ts";
import { cellText, isNumeric, sortValue, type Table, type TableCell } from "./table_cell.ts";

/** A table that is read as it stands; a click on a head sorts it. */
export interface DataTable extends Table {
  title: string;
  subtitle?: string;
  /** What stands in its place without rows. */
  none?: string;
}

const maxCellChars = 200;

/** Rows and columns with heads; numbers to the right, words to the left. How it is sorted stays while its rows change. */
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
  const none = element("p", { class: "gs-box" });
  body.append(element("div", { class: "gs-plain-box" }, table), none);
  let current: DataTable = { title: "", columns: [], rows: [] };
  let drawn = "";
  const sorter = createSorter(() => draw());
  const draw = () => {
    const { columns, rows } = current;
    const sides = columns.map((_, at) => isNumeric(rows, at) ? "gs-number" : null);
    const heads = columns.map((name, at) => sorter.head(name, sides[at]!, sides[at] !== null));
    if (heads.length !== head.children.length || heads.some((node, at) => head.children[at] !== node)) {
      head.replaceChildren(...heads);
    }
    const ordered = sorter.order(rows, (row, column) => sortValue(row[columns.indexOf(column)]));
    // A row that is the same keeps its links, and a selection in it.
    const text = JSON.stringify(
      ordered.map((row) => row.map((cell) => [cell, cellText(cell, maxCellChars)])),
    );
    if (text === drawn) return;
    drawn = text;
    const lines = ordered.map((row) =>
      element(
        "tr",
        {},
        ...row.map((cell, at) =>
          element("td", { class: sides[at], "data-head": columns[at] }, cellNode(cell))
        ),
      )
    );
    keepFocus(list, () => list.replaceChildren(...lines));
  };
  return (props: DataTable) => {
    current = props;
    table.hidden = props.rows.length === 0;
    none.hidden = !table.hidden;
    setText(none, props.none ?? "None");
    draw();
  };
}

function cellNode(cell: TableCell): Node | string {
  const text = cellText(cell, maxCellChars);
  return typeof cell === "object" && "href" in cell ? element("a", { href: cell.href }, text) : text;
}
