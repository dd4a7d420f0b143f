import { type Child, element, setChildren, setText } from "../dom.ts";
import { moveFocus, stopsOf } from "./rank_keys.ts";
import { makeRow, type RankCells, type RankColumn, type Ranking, type RankRow, rowName } from "./rank_row.ts";
import { createSorter } from "./sorter.ts";

/**
 * Rows of a ranking: name, bar, numbers. One tab stop, arrow keys inside; ranks stand still while someone points at them or
 * reads them with the keyboard.
 */
export function rankTable(
  body: HTMLElement,
  legend: Child[],
  columns: RankColumn[],
  fill: (row: Record<string, unknown>, cells: RankCells) => void,
): (ranking: Ranking) => void {
  const list = element("tbody", {});
  const none = element("p", { class: "gs-box" });
  const sorter = createSorter(() => draw());
  const head = element(
    "tr",
    {},
    element("th", { scope: "col", class: "gs-legend" }, element("span", {}, ...legend)),
    ...columns.map(({ head, wide }) => sorter.head(head, wide ? "gs-wide" : null, true)),
  );
  const table = element("table", { class: "gs-ranked" }, element("thead", {}, head), list);
  body.append(table, none);
  list.addEventListener("keydown", (event) => moveFocus(list, event));
  const known = new Map<string, RankRow>();
  let current: Ranking;
  const make = (row: Record<string, unknown>) => makeRow(columns, row, current);
  const draw = () => {
    const ranking = current;
    const noun = sorter.head(ranking.noun, null, false);
    if (head.firstChild !== noun) {
      if (head.children.length > columns.length + 1) head.firstChild!.remove();
      head.prepend(noun);
    }
    table.classList.toggle("gs-long-names", ranking.longNames === true);
    table.hidden = ranking.rows.length === 0;
    none.hidden = !table.hidden;
    setText(none, ranking.none ?? "None in this window.");
    const rows = sorter.order(ranking.rows, (row, column) => {
      const by = columns.find(({ head }) => head === column)?.by;
      return by === undefined ? rowName(row, ranking) : by(row);
    });
    const keys = rows.map((row) => keyOf(row, ranking.name));
    for (const key of [...known.keys()]) if (!keys.includes(key)) known.delete(key);
    rows.forEach((row, index) => {
      const shown = known.get(keys[index]!) ?? make(row);
      known.set(keys[index]!, shown);
      shown.show(row, ranking);
      fill(row, shown.cells);
    });
    place(list, keys.map((key) => known.get(key)!.node));
  };
  return (ranking) => {
    current = ranking;
    draw();
  };
}

/** The same name may stand for two things in two sources. */
function keyOf(row: Record<string, unknown>, name: string): string {
  return `${row["source"] ?? ""} ${row[name]}`;
}

function place(list: HTMLElement, nodes: HTMLElement[]): void {
  const busy = list.matches(":hover, :focus-within") && list.children.length === nodes.length;
  if (busy && nodes.every((node) => node.parentNode === list)) return;
  const focused = list.matches(":focus-within");
  setChildren(list, nodes);
  const stops = stopsOf(list);
  if (!stops.some((stop) => stop.tabIndex === 0) && stops[0] !== undefined) stops[0].tabIndex = 0;
  // The row that was chosen is gone: the keyboard goes on from the first one.
  if (focused && !list.matches(":focus-within")) stops[0]?.focus();
}
