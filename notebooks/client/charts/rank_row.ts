import { element, setText } from "../dom.ts";
import { whyOf } from "../rows.ts";
import { leadsTo } from "../why/chosen.ts";
import { plainText } from "./plain_text.ts";
import type { SortValue } from "./sorter.ts";

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

/** A column after the bar: its head, and whether narrow screens leave it out. */
export interface RankColumn {
  head: string;
  wide?: boolean;
  /** What its head sorts by. */
  by(row: Record<string, unknown>): SortValue;
}

const maxNameChars = 80;

/** The cells of a row after its name. */
export interface RankCells {
  bar: HTMLElement;
  /** In the order of the heads, the first being the count. */
  values: HTMLElement[];
}

/** A row of a ranking; it stays the same node while its values change. */
export interface RankRow {
  node: HTMLTableRowElement;
  cells: RankCells;
  show(row: Record<string, unknown>, ranking: Ranking): void;
}

/** What a row is called. */
export function rowName(row: Record<string, unknown>, { label, name }: Ranking): string {
  return plainText(label?.(row) ?? row[name], maxNameChars);
}

/** Makes the row of something that is ranked; `first` tells whether it leads to posts. */
export function makeRow(
  columns: RankColumn[],
  first: Record<string, unknown>,
  { link, choose }: Ranking,
): RankRow {
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
      setText(label, rowName(row, ranking));
      if (opens) leadsTo(label, whyOf(row));
      if (ranking.link !== undefined) target?.setAttribute("href", ranking.link(named));
      const does = ranking.choose !== undefined ? `Narrow to ${named}` : `Open ${named} by itself`;
      if (other !== null) other.setAttribute("aria-label", does);
      if (other !== null || ranking.choose !== undefined) target!.title = does;
      else label.title = label.textContent;
    },
  };
}
