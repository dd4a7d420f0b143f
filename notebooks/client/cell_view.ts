import { RuntimeError } from "@observablehq/runtime";
import type { ClientCell } from "../page/cells_module.ts";
import { type PlacedCells, readError } from "./cell_error.ts";
import { element, setChildren } from "./dom.ts";
import { keepFocus } from "./keep_focus.ts";
import { labelControls } from "./label_controls.ts";
import { giveBackRoom, keepRoom } from "./late_room.ts";
import { adopt, drawNow } from "./live_element.ts";
import { clock } from "./words.ts";

/** Where a cell shows what it made, and what went wrong; the last good result stays below an error. */
export interface CellView {
  readonly place: HTMLElement;
  show(values: unknown[]): void;
  fail(error: unknown): void;
  /** Says the error that stands there again: lines of the file may have moved. */
  refresh(): void;
  /** Leaves the place to another cell, with what it shows. */
  close(): void;
}

/** What a view must know of the page's other cells. */
export interface Neighbours {
  /** The cell that a name of the page comes from. */
  find(name: string): ClientCell | undefined;
  placed: PlacedCells;
  /** The query that a cell comes from whose result is still being worked out. */
  lateQuery(cell: ClientCell): ClientCell | undefined;
  /** First line of a cell as the file is now. */
  lineOf(cell: ClientCell): number;
}

const goodAt = new WeakMap<HTMLElement, number>();

/** The view of a cell in its place on the page; what stands there already stays until the cell shows something. */
export function createCellView(place: HTMLElement, cell: ClientCell, neighbours: Neighbours): CellView {
  const inline = place.classList.contains("gs-inline");
  const tag = inline ? "span" : "div";
  const note = place.querySelector<HTMLElement>(":scope > .gs-note") ?? element(tag, { class: "gs-note" });
  const out = place.querySelector<HTMLElement>(":scope > .gs-out") ?? element(tag, { class: "gs-out" });
  if (note.parentNode !== place || out.parentNode !== place) place.replaceChildren(note, out);
  const closing = new AbortController();
  let failed: { error: unknown } | null = null;
  const fail = (error: unknown) => {
    failed = { error };
    const from = awaited(error, cell, neighbours);
    const late = from && neighbours.lateQuery(from);
    note.replaceChildren(
      late
        ? describeLate(late, inline)
        : from
        ? describeWaiting(from, neighbours, inline)
        : describe(error, cell, neighbours, inline, goodAt.get(place)),
    );
    if (late && !out.hasChildNodes()) keepRoom(place);
  };
  place.addEventListener("cellerror", (event) => fail((event as CustomEvent).detail), {
    signal: closing.signal,
  });
  return {
    place,
    show(values) {
      const nodes = values.map(toNode).filter((node) => node !== null);
      const before = [...out.childNodes];
      const after = nodes.map((node, index) => adopt(before[index], node) ? before[index]! : node);
      if (after.length !== before.length || after.some((node, index) => !same(node, before[index]))) {
        keepFocus(out, () => setChildren(out, after));
        for (const node of after) if (!before.some((was) => was === node)) drawNow(node);
      }
      failed = null;
      note.replaceChildren();
      if (nodes.length > 0) {
        goodAt.set(place, Date.now());
        giveBackRoom(place);
      } else delete place.dataset["late"];
    },
    fail,
    refresh() {
      if (failed !== null) fail(failed.error);
    },
    close: () => closing.abort(),
  };
}

function toNode(value: unknown): Node | null {
  if (value === undefined || value === null) return null;
  if (value instanceof Element) labelControls(value);
  if (value instanceof Node) return value;
  if (typeof value === "object") return element("pre", {}, toJson(value));
  return document.createTextNode(String(value));
}

function toJson(value: object): string {
  try {
    return JSON.stringify(value, null, 2) ?? String(value);
  } catch {
    return String(value);
  }
}

function same(node: Node, before: Node | undefined): boolean {
  if (node === before) return true;
  return node instanceof Text && before instanceof Text && node.data === before.data;
}

function awaited(error: unknown, cell: ClientCell, neighbours: Neighbours): ClientCell | undefined {
  const input = error instanceof RuntimeError ? (error as { input?: string }).input : undefined;
  const from = input === undefined ? undefined : neighbours.find(input);
  return from === cell ? undefined : from;
}

function describe(
  error: unknown,
  cell: ClientCell,
  neighbours: Neighbours,
  inline: boolean,
  goodAt: number | undefined,
): Node {
  const { message, line = neighbours.lineOf(cell), excerpt, waiting } = readError(error, neighbours.placed);
  // What shows the result says that it waits; a query has no place of its own to say it in.
  if (waiting) return document.createTextNode("");
  const name = cell.name === "" ? "Cell" : cell.name;
  if (inline) {
    return element("span", { class: "gs-failed-inline", title: message }, `✕ line ${line}: ${message}`);
  }
  return element(
    "div",
    { class: "gs-failed" },
    element(
      "p",
      {},
      element("b", { "aria-hidden": "true" }, "✕ "),
      element("strong", {}, name),
      `, line ${line}: ${message}`,
    ),
    excerpt !== undefined && element("pre", {}, excerpt),
    goodAt !== undefined &&
      element("p", { class: "gs-quiet" }, `Last good result, ${clock(goodAt)}, kept below`),
  );
}

function describeWaiting(cell: ClientCell, neighbours: Neighbours, inline: boolean): Node {
  const name = cell.name === "" ? `the cell in line ${neighbours.lineOf(cell)}` : `“${cell.name}”`;
  const href = `#${cell.name === "" ? cell.id : `cell-${cell.name}`}`;
  if (inline) {
    return element("span", { class: "gs-quiet" }, "waits for ", element("a", { href }, name));
  }
  return element(
    "div",
    { class: "gs-box" },
    element("strong", {}, `Waits for ${name},`),
    " which failed. ",
    element("a", { href }, "Go to it"),
  );
}

function describeLate({ name }: ClientCell, inline: boolean): Node {
  if (inline) return element("span", { class: "gs-quiet gs-waits" }, `waits for “${name}”`);
  return element(
    "div",
    { class: "gs-box gs-waits" },
    element("strong", {}, `Waits for “${name}”,`),
    " which is still being worked out.",
  );
}
