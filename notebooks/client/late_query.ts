import type { CellBody } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";

/**
 * The query that a cell waits for, whose result is still being worked out: a cell of code waits where what it uses does, however
 * far back. Names may go in a circle.
 */
export function lateQuery(
  cell: ClientCell,
  find: (name: string) => ClientCell | undefined,
  results: ReadonlyMap<string, CellBody>,
  seen: Set<ClientCell> = new Set(),
): ClientCell | undefined {
  if (seen.has(cell)) return;
  seen.add(cell);
  if (cell.kind === "sql") {
    const body = results.get(cell.name);
    return body !== undefined && "error" in body && body.error.waiting === true ? cell : undefined;
  }
  for (const name of cell.inputs) {
    const from = find(name);
    const late = from && lateQuery(from, find, results, seen);
    if (late) return late;
  }
}
