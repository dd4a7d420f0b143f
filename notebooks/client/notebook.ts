import { Runtime } from "@observablehq/runtime";
import type { CellBody } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";
import { builtins } from "./builtins.ts";
import { type CellView, createCellView, type Neighbours } from "./cell_view.ts";
import { lateQuery } from "./late_query.ts";
import { defineCell, type RunningCell, variableName } from "./run_cell.ts";
import { Values } from "./values.ts";

/** The compiled cells of a page, and the hash of the page they belong to. */
export interface Compiled {
  hash: string;
  cells: ClientCell[];
}

/** The reactive graph of a page: what is set flows through the cells that use it. */
export interface Notebook {
  /** Sets a variable of the page: a parameter, the span, the moment. */
  set(name: string, value: unknown): void;
  /** Sets the result of a SQL cell, or its error. */
  setResult(name: string, body: CellBody): void;
  /** Draws the cells; called when the first values are set. */
  start(): void;
  /**
   * Takes the cells of the page as its file is now, whose places stand on the page already. A cell whose code is the same goes
   * on as it is.
   */
  replace(compiled: Compiled): void;
  /** Resolves when each cell has shown something or failed. */
  settled(): Promise<unknown>;
  /** Ends all cells. */
  dispose(): void;
}

interface Entry {
  cell: ClientCell;
  hash: string;
  line: number;
  view: CellView;
  running: RunningCell | null;
}

/** The runtime over the cells of a page, each drawn in its place `[data-cell]`. */
export function createNotebook({ hash, cells }: Compiled, root: ParentNode): Notebook {
  const runtime = new Runtime(builtins);
  const main = runtime.module();
  const values = new Values(main);
  const results = new Map<string, CellBody>();
  let entries = new Map<string, Entry>();
  let started = false;

  const find = (name: string) =>
    [...entries.values()].map(({ cell }) => cell).find((cell) => defines(cell, name));
  const neighbours: Neighbours = {
    find,
    placed: () => entries.values(),
    lateQuery: (cell) => lateQuery(cell, find, results),
    lineOf: (cell) => entries.get(cell.id)?.line ?? cell.line,
  };
  const enter = (cell: ClientCell, hash: string): Entry => {
    const place = root.querySelector<HTMLElement>(`[data-cell="${cell.id}"]`) ??
      document.createElement("div");
    return { cell, hash, line: cell.line, view: createCellView(place, cell, neighbours), running: null };
  };
  const run = (entry: Entry) => {
    const { cell, view } = entry;
    if (cell.kind === "js") entry.running = defineCell(main, cell, view, neighbours.placed);
    else if (results.has(cell.name)) setResult(cell.name, results.get(cell.name)!);
  };
  const setResult = (name: string, body: CellBody) => {
    results.set(name, body);
    const entry = [...entries.values()].find(({ cell }) => cell.kind === "sql" && cell.name === name);
    if (entry !== undefined) values.setRows(name, body, entry);
  };
  const leave = ({ cell, view, running }: Entry) => {
    running?.stop();
    view.close();
    if (cell.kind === "sql") values.remove(cell.name);
  };

  entries = new Map(cells.map((cell) => [cell.id, enter(cell, hash)]));
  return {
    set: (name, value) => values.set(name, () => value),
    setResult,
    start() {
      if (started) return;
      started = true;
      for (const entry of entries.values()) if (entry.cell.kind === "js") run(entry);
    },
    replace({ hash, cells }) {
      const before = entries;
      const kept = keptEntries(before, cells);
      // All that goes is gone before anything new comes: a name may move from one cell to another.
      for (const entry of before.values()) if (!kept.has(entry.cell.id)) leave(entry);
      entries = new Map(cells.map((cell) => [cell.id, kept.get(cell.id) ?? enter(cell, hash)]));
      const fresh = [...entries.values()].filter(({ cell }) => !kept.has(cell.id));
      if (started) fresh.forEach(run);
      for (const { view } of kept.values()) view.refresh();
    },
    settled: () => Promise.all([...entries.values()].map(({ running }) => running?.settled)),
    dispose: () => runtime.dispose(),
  };
}

/** Those whose code is the same, with the lines that they have now. */
function keptEntries(before: ReadonlyMap<string, Entry>, cells: ClientCell[]): Map<string, Entry> {
  return new Map(cells.flatMap((cell) => {
    const known = before.get(cell.id);
    return known !== undefined && sameCode(known.cell, cell)
      ? [[cell.id, { ...known, line: cell.line }]]
      : [];
  }));
}

function sameCode(a: ClientCell, b: ClientCell): boolean {
  return a.kind === b.kind && a.hash === b.hash && JSON.stringify(a.key) === JSON.stringify(b.key);
}

function defines(cell: ClientCell, name: string): boolean {
  return variableName(cell) === name || name.startsWith(`import ${cell.id} `) ||
    cell.outputs.includes(name) ||
    (cell.imports ?? []).some(({ names }) => Object.hasOwn(names, name));
}
