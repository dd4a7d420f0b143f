import { element } from "../dom.ts";

/** What a cell is sorted by; null goes to the end, whichever way. */
export type SortValue = string | number | null;

/** The sorting of a table by a click on a head; it stays through updates. */
export interface Sorter {
  /** The head of a column. The same name gets the same node; `numbers` come highest first. */
  head(name: string, className: string | null, numbers: boolean): HTMLTableCellElement;
  /** The rows in the order that was asked for; as they come where none was. */
  order<Row>(rows: Row[], valueOf: (row: Row, column: string) => SortValue): Row[];
}

/** A sorter that calls back when another order is asked for: one way, the other way, then as the rows come. */
export function createSorter(changed: () => void): Sorter {
  const heads = new Map<string, { node: HTMLTableCellElement; numbers: boolean }>();
  let by: { column: string; descending: boolean } | null = null;
  const paint = () => {
    for (const [name, { node }] of heads) {
      if (by?.column !== name) node.removeAttribute("aria-sort");
      else node.setAttribute("aria-sort", by.descending ? "descending" : "ascending");
    }
  };
  const choose = (column: string) => {
    const first = heads.get(column)!.numbers;
    if (by?.column !== column) by = { column, descending: first };
    else by = by.descending === first ? { column, descending: !first } : null;
    paint();
    changed();
  };
  return {
    head(name, className, numbers) {
      const known = heads.get(name);
      const node = known?.node ?? element(
        "th",
        { scope: "col" },
        element("button", { type: "button", class: "gs-sort", onclick: () => choose(name) }, name),
      );
      heads.set(name, { node, numbers });
      if (node.className !== (className ?? "")) node.className = className ?? "";
      return node;
    },
    order(rows, valueOf) {
      if (by === null || !heads.has(by.column)) return rows;
      const { column, descending } = by;
      return rows.toSorted((a, b) => compare(valueOf(a, column), valueOf(b, column), descending));
    },
  };
}

function compare(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === "number" && typeof b === "number"
    ? a - b
    : String(a).localeCompare(String(b), "en", { numeric: true, sensitivity: "base" });
  return descending ? -order : order;
}
