import { element, setText } from "../dom.ts";
import { whyOf } from "../rows.ts";
import { leadsTo } from "../why/chosen.ts";
import { plainText } from "./plain_text.ts";
import type { RankColumn, Ranking } from "./rank_table.ts";

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
