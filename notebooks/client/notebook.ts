import { Runtime } from "@observablehq/runtime";
import type { CellBody } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";
import { builtins } from "./builtins.ts";
import { type CellView, createCellView } from "./cell_view.ts";
import { toRows } from "./rows.ts";

/** The reactive graph of a page: what is set flows through the cells that use it. */
export interface Notebook {
  /** Sets a variable of the page: a parameter, the span, the moment. */
  set(name: string, value: unknown): void;
  /** Sets the result of a SQL cell, or its error. */
  setResult(name: string, body: CellBody): void;
  /** Draws the cells; called when the first values are set. */
  start(): void;
}

/** The runtime over the cells of a page, each drawn in its place `[data-cell]`. */
export function createNotebook(cells: ClientCell[], root: ParentNode): Notebook {
  const main = new Runtime(builtins).module();
  const values = new Map<string, ReturnType<typeof main.variable>>();
  const views = new Map(cells.map((cell) => [cell.id, viewOf(cell, cells, root)]));
  let started = false;
  const define = (name: string, get: () => unknown, view?: CellView) => {
    let variable = values.get(name);
    if (variable === undefined) {
      const observer = view &&
        { fulfilled: () => view.show([]), rejected: (error: unknown) => view.fail(error) };
      variable = main.variable(observer);
      values.set(name, variable);
    }
    variable.define(name, [], get);
  };
  return {
    set: (name, value) => define(name, () => value),
    setResult(name, body) {
      const cell = cells.find((cell) => cell.kind === "sql" && cell.name === name);
      if (cell === undefined) return;
      const rows = "error" in body ? null : toRows(body, cell);
      define(name, () => {
        if (rows === null) {
          throw Object.assign(new Error(`${name} failed`), { cellError: (body as { error: unknown }).error });
        }
        return rows;
      }, views.get(cell.id)!);
    },
    start() {
      if (started) return;
      started = true;
      for (const cell of cells) if (cell.kind === "js") defineCell(main, cell, views.get(cell.id)!);
    },
  };
}

/** The variable that stands for a cell itself; its outputs are variables of their own. */
function variableName(cell: ClientCell): string {
  return `cell ${cell.id}`;
}

function viewOf(cell: ClientCell, cells: ClientCell[], root: ParentNode): CellView {
  const place = root.querySelector<HTMLElement>(`[data-cell="${cell.id}"]`) ?? document.createElement("div");
  return createCellView(
    place,
    cell,
    (name) => cells.find((other) => variableName(other) === name || other.outputs.includes(name)),
  );
}

function defineCell(main: ReturnType<Runtime["module"]>, cell: ClientCell, view: CellView): void {
  const inputs = cell.inputs.filter((name) => name !== "display");
  const at = cell.inputs.indexOf("display");
  let shown: unknown[] = [];
  let done = false;
  const observer = {
    fulfilled(value: unknown) {
      done = true;
      try {
        view.show(cell.expression ? [...shown, value] : shown);
      } catch (error) {
        view.fail(error);
      }
    },
    rejected: (error: unknown) => view.fail(error),
  };
  const run = (...given: unknown[]) => {
    const own: unknown[] = shown = [];
    done = false;
    const display = (value: unknown) => {
      if (own === shown && done) view.append(value);
      else own.push(value);
      return value;
    };
    if (at !== -1) given.splice(at, 0, display);
    return cell.run!(...given);
  };
  main.variable(observer).define(variableName(cell), inputs, run);
  for (const output of cell.outputs) {
    main.variable().define(output, [variableName(cell)], (made: Record<string, unknown>) => made[output]);
  }
}
