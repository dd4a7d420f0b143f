import { RuntimeError } from "@observablehq/runtime";
import type { CellError } from "../page/page.ts";
import type { ClientCell } from "../page/cells_module.ts";
import { element } from "./dom.ts";
import { adopt } from "./live_element.ts";
import { clock } from "./words.ts";

/** Where a cell shows what it made, and what went wrong; the last good result stays below an error. */
export interface CellView {
  show(values: unknown[]): void;
  append(value: unknown): void;
  fail(error: unknown): void;
}

/** The cell that a name of the page comes from, for messages. */
export type FindCell = (name: string) => ClientCell | undefined;

/** The view of a cell in its place on the page. */
export function createCellView(place: HTMLElement, cell: ClientCell, findCell: FindCell): CellView {
  const inline = place.classList.contains("gs-inline");
  const note = element(inline ? "span" : "div", { class: "gs-note" });
  const out = element(inline ? "span" : "div", { class: "gs-out" });
  place.replaceChildren(note, out);
  let goodAt: number | null = null;
  const fail = (error: unknown) => note.replaceChildren(describe(error, cell, findCell, inline, goodAt));
  place.addEventListener("cellerror", (event) => fail((event as CustomEvent).detail));
  return {
    show(values) {
      const nodes = values.map(toNode).filter((node) => node !== null);
      const before = [...out.childNodes];
      const after = nodes.map((node, index) => adopt(before[index], node) ? before[index]! : node);
      if (after.length !== before.length || after.some((node, index) => !same(node, before[index]))) {
        out.replaceChildren(...after);
      }
      note.replaceChildren();
      if (nodes.length > 0) goodAt = Date.now();
    },
    append(value) {
      const node = toNode(value);
      if (node !== null) out.append(node);
    },
    fail,
  };
}

function toNode(value: unknown): Node | null {
  if (value === undefined || value === null) return null;
  if (value instanceof Node) return value;
  if (typeof value === "object") return element("pre", {}, JSON.stringify(value, null, 2));
  return document.createTextNode(String(value));
}

function same(node: Node, before: Node | undefined): boolean {
  if (node === before) return true;
  return node instanceof Text && before instanceof Text && node.data === before.data;
}

function describe(
  error: unknown,
  cell: ClientCell,
  findCell: FindCell,
  inline: boolean,
  goodAt: number | null,
): Node {
  const input = error instanceof RuntimeError ? (error as { input?: string }).input : undefined;
  const waitsFor = input === undefined ? undefined : findCell(input);
  if (waitsFor !== undefined && waitsFor !== cell) return describeWaiting(waitsFor, inline);
  const { message, line, excerpt } = readError(error);
  const name = cell.name === "" ? "Cell" : cell.name;
  if (inline) {
    return element(
      "span",
      { class: "gs-failed-inline", title: message },
      `✕ line ${line ?? cell.line}: ${message}`,
    );
  }
  return element(
    "div",
    { class: "gs-failed" },
    element(
      "p",
      {},
      element("b", { "aria-hidden": "true" }, "✕ "),
      element("strong", {}, name),
      `, line ${line ?? cell.line}: ${message}`,
    ),
    excerpt !== undefined && element("pre", {}, excerpt),
    goodAt !== null && element("p", { class: "gs-quiet" }, `Last good result, ${clock(goodAt)}, kept below`),
  );
}

function describeWaiting(cell: ClientCell, inline: boolean): Node {
  const name = cell.name === "" ? `the cell in line ${cell.line}` : `“${cell.name}”`;
  if (inline) return element("span", { class: "gs-quiet" }, `waits for ${name}`);
  const href = `#${cell.name === "" ? cell.id : `cell-${cell.name}`}`;
  return element(
    "div",
    { class: "gs-box" },
    element("strong", {}, `Waits for ${name},`),
    " which failed. ",
    element("a", { href }, "Go to it"),
  );
}

/** The message and place of anything thrown; lines in a stack are lines of the page's file. */
export function readError(error: unknown): CellError {
  const known = (error as { cellError?: CellError } | null)?.cellError;
  if (known !== undefined) return known;
  if (!(error instanceof Error)) return { message: String(error) };
  const line = /cells\.js[^:\s]*:(\d+):\d+/.exec(error.stack ?? "")?.[1];
  return { message: error.message, ...(line === undefined ? {} : { line: Number(line) }) };
}
