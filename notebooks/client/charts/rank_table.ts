import { type Child, element, setChildren, setText } from "../dom.ts";
import { whyOf } from "../rows.ts";
import { leadsTo } from "../why/chosen.ts";
import { plainText } from "./plain_text.ts";
import { createSorter, type SortValue } from "./sorter.ts";

/** What every ranking is made of. */
export interface Ranking {
  rows: Record<string, unknown>[];
  /** The column that names a row. */
  name: string;
  /** What a row is, for the column's head. */
  noun: string;
  /** What a row is called, where it is not its name. */
  label?: (row: Record<string, unknown>) => string;
  /** Another page about a row. Where the row has a key it leads to its posts, and a small arrow goes there. */
  link?: (name: string) => string;
  /** Takes the name of a row into the topic. Where the row has a key it leads to its posts, and a small plus does this. */
  choose?: (name: string) => void;
  /** Names are long, such as addresses: they get half of the width. */
  longNames?: boolean;
  /** What stands in place of the rows where there are none. */
  none?: string;
}

/** The cells of a row after its name. */
export interface RankCells {
  bar: HTMLElement;
  /** In the order of the heads, the first being the count. */
  values: HTMLElement[];
}

/** A column after the bar: its head, and whether narrow screens leave it out. */
export interface RankColumn {
  head: string;
  wide?: boolean;
  /** What its head sorts by. */
  by(row: Record<string, unknown>): SortValue;
}

const maxNameChars = 80;

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
  const nounOf = (row: Record<string, unknown>) =>
    plainText(current.label?.(row) ?? row[current.name], maxNameChars);
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
      return by === undefined ? nounOf(row) : by(row);
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

interface RankRow {
  node: HTMLTableRowElement;
  cells: RankCells;
  show(row: Record<string, unknown>, ranking: Ranking): void;
}

function makeRow(columns: RankColumn[], first: Record<string, unknown>, { link, choose }: Ranking): RankRow {
  const opens = whyOf(first) !== null;
  let named = "";
  let chooseNow = choose;
  const anchor = (sign: string) => element("a", { tabindex: -1 }, sign);
  const button = (sign: string) => element("button", { type: "button", tabindex: -1 }, sign);
  const label = !opens && link !== undefined ? anchor("") : button("");
  const other = !opens ? null : link !== undefined ? anchor("→") : choose !== undefined ? button("+") : null;
  const target = opens ? other : label;
  const bar = element("div", { class: "gs-hbar" });
  const values = columns.map(({ wide }) => element("td", { class: wide && "gs-wide gs-quiet" }));
  const node = element(
    "tr",
    { class: opens && "gs-open" },
    element("th", { scope: "row" }, element("div", { class: "gs-rank-name" }, label, other)),
    element("td", {}, bar),
    ...values,
  );
  node.addEventListener("click", (event) => {
    if (opens && !(event.target as Element).closest("a, button")) label.click();
  });
  target?.addEventListener("click", () => chooseNow?.(named));
  return {
    node,
    cells: { bar, values },
    show(row, ranking) {
      chooseNow = ranking.choose;
      named = String(row[ranking.name] ?? "");
      setText(label, plainText(ranking.label?.(row) ?? named, maxNameChars));
      if (opens) leadsTo(label, whyOf(row));
      if (ranking.link !== undefined) target?.setAttribute("href", ranking.link(named));
      const does = ranking.choose !== undefined ? `Narrow to ${named}` : `Open ${named} by itself`;
      if (other !== null) other.setAttribute("aria-label", does);
      if (other !== null || ranking.choose !== undefined) target!.title = does;
      else label.title = label.textContent;
    },
  };
}

// Up and down go from row to row, right and left between a row's name and what stands beside it.
function moveFocus(list: HTMLElement, event: KeyboardEvent): void {
  const here = document.activeElement as HTMLElement;
  const stops = stopsOf(list);
  const at = stops.findIndex((stop) => stop.parentNode === here.parentNode);
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as Record<string, number>)[event.key];
  const beside = { ArrowRight: here.nextElementSibling, ArrowLeft: here.previousElementSibling }[event.key];
  const next = step === undefined ? beside : stops[Math.min(stops.length - 1, Math.max(0, at + step))];
  if (at === -1 || !(next instanceof HTMLElement)) return;
  event.preventDefault();
  if (step !== undefined) { for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1; }
  next.focus();
}

function stopsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(".gs-rank-name > :first-child")];
}
