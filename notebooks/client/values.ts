import type { CellBody } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";
import type { CellView } from "./cell_view.ts";
import { cutNotice } from "./cut_notice.ts";
import { type Rows, toRows } from "./rows.ts";
import type { Graph } from "./run_cell.ts";

/** The variables of a page that are set from outside its cells of code: parameters, the span, results. */
export class Values {
  readonly #variables = new Map<string, ReturnType<Graph["variable"]>>();

  constructor(readonly graph: Graph) {}

  /** `observer` is that of the first time. */
  set(name: string, get: () => unknown, observer?: object): void {
    let variable = this.#variables.get(name);
    if (variable === undefined) this.#variables.set(name, variable = this.graph.variable(observer));
    variable.define(name, [], get);
  }

  /** Sets the rows of a SQL cell, or its error, which its view shows. */
  setRows(
    name: string,
    body: CellBody,
    { cell, view }: { cell: ClientCell; view: CellView },
  ): void {
    const rows = "error" in body ? null : toRows(body, cell);
    this.set(name, () => {
      if (rows !== null) return rows;
      throw Object.assign(new Error(`${name} failed`), { cellError: (body as { error: unknown }).error });
    }, {
      // A variable that is taken out is fulfilled once more, with nothing.
      fulfilled: (shown?: Rows) => shown && view.show(shown.cut ? [cutNotice(name, shown.length)] : []),
      rejected: (error: unknown) => view.fail(error),
    });
  }

  remove(name: string): void {
    this.#variables.get(name)?.delete();
    this.#variables.delete(name);
  }
}
