import { Runtime } from "@observablehq/runtime";
import type { CellBody } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";
import { builtins } from "./builtins.ts";
import { type CellView, createCellView, type Neighbours } from "./cell_view.ts";
import { type Rows, toRows } from "./rows.ts";
import { cutNotice } from "./cut_notice.ts";
import { defineCell, type RunningCell, variableName } from "./run_cell.ts";

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
  const values = new Map<string, ReturnType<typeof main.variable>>();
  const results = new Map<string, CellBody>();
  let entries = new Map<string, Entry>();
  let started = false;

  const neighbours: Neighbours = {
    find: (name) => [...entries.values()].map(({ cell }) => cell).find((cell) => defines(cell, name)),
    placed: () => entries.values(),
    lateQuery: (cell) => lateQuery(cell, new Set()),
    lineOf: (cell) => entries.get(cell.id)?.line ?? cell.line,
  };
  // A cell of code waits where what it uses does, however far back; names may go in a circle.
  const lateQuery = (cell: ClientCell, seen: Set<ClientCell>): ClientCell | undefined => {
    if (seen.has(cell)) return;
    seen.add(cell);
    if (cell.kind === "sql") {
      const body = results.get(cell.name);
      return body !== undefined && "error" in body && body.error.waiting === true ? cell : undefined;
    }
    for (const name of cell.inputs) {
      const from = neighbours.find(name);
      const late = from && lateQuery(from, seen);
      if (late) return late;
    }
  };
  const define = (name: string, get: () => unknown, observer?: object) => {
    let variable = values.get(name);
    if (variable === undefined) values.set(name, variable = main.variable(observer));
    variable.define(name, [], get);
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
    if (entry === undefined) return;
    const rows = "error" in body ? null : toRows(body, entry.cell);
    const observer = {
      // A variable that is taken out is fulfilled once more, with nothing.
      fulfilled: (shown?: Rows) => shown && entry.view.show(shown.cut ? [cutNotice(name, shown.length)] : []),
      rejected: (error: unknown) => entry.view.fail(error),
    };
    define(name, () => {
      if (rows !== null) return rows;
      throw Object.assign(new Error(`${name} failed`), { cellError: (body as { error: unknown }).error });
    }, observer);
  };
  const leave = ({ cell, view, running }: Entry) => {
    running?.stop();
    view.close();
    if (cell.kind === "sql") {
      values.get(cell.name)?.delete();
      values.delete(cell.name);
    }
  };

  entries = new Map(cells.map((cell) => [cell.id, enter(cell, hash)]));
  return {
    set: (name, value) => define(name, () => value),
    setResult,
    start() {
      if (started) return;
      started = true;
      for (const entry of entries.values()) if (entry.cell.kind === "js") run(entry);
    },
    replace({ hash, cells }) {
      const before = entries;
      const fresh: Entry[] = [];
      const kept = new Map<string, Entry>();
      for (const cell of cells) {
        const known = before.get(cell.id);
        if (known !== undefined && sameCode(known.cell, cell)) {
          kept.set(cell.id, { ...known, line: cell.line });
        }
      }
      // All that goes is gone before anything new comes: a name may move from one cell to another.
      for (const entry of before.values()) if (!kept.has(entry.cell.id)) leave(entry);
      entries = new Map(cells.map((cell) => {
        const entry = kept.get(cell.id) ?? enter(cell, hash);
        if (!kept.has(cell.id)) fresh.push(entry);
        return [cell.id, entry];
      }));
      if (started) fresh.forEach(run);
      for (const { view } of kept.values()) view.refresh();
    },
    settled: () => Promise.all([...entries.values()].map(({ running }) => running?.settled)),
    dispose: () => runtime.dispose(),
  };
}

function sameCode(a: ClientCell, b: ClientCell): boolean {
  return a.kind === b.kind && a.hash === b.hash && JSON.stringify(a.key) === JSON.stringify(b.key);
}

function defines(cell: ClientCell, name: string): boolean {
  return variableName(cell) === name || name.startsWith(`import ${cell.id} `) ||
    cell.outputs.includes(name) ||
    (cell.imports ?? []).some(({ names }) => Object.hasOwn(names, name));
}
