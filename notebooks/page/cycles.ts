import { definedNames, setError } from "./names.ts";
import type { Cell, JsCell } from "./page.ts";

interface Use {
  cell: JsCell;
  /** The name by which it uses the next cell of the cycle. */
  name: string;
}

/** Gives an error to each cell that uses itself by way of others: it could never run. */
export function refuseCycles(cells: Cell[]): void {
  const owners = new Map<string, JsCell>();
  const code = cells.filter((cell) => cell.kind === "js");
  for (const cell of code) for (const name of definedNames(cell)) owners.set(name, cell);
  for (const cell of code) {
    const cycle = findCycle(cell, owners);
    if (cycle !== null) setError(cell, describe(cycle));
  }
}

// Breadth first, so that a cell names its shortest cycle.
function findCycle(start: JsCell, owners: Map<string, JsCell>): Use[] | null {
  const seen = new Set<JsCell>();
  let paths: { cell: JsCell; uses: Use[] }[] = [{ cell: start, uses: [] }];
  while (paths.length > 0) {
    const longer: typeof paths = [];
    for (const { cell, uses } of paths) {
      for (const name of cell.code.inputs) {
        const next = owners.get(name);
        if (next === undefined || definesByImport(next, name)) continue;
        const path = [...uses, { cell, name }];
        if (next === start) return path;
        if (!seen.has(next)) longer.push({ cell: next, uses: path });
        seen.add(next);
      }
    }
    paths = longer;
  }
  return null;
}

// What a cell imports is there before any cell has run, itself included.
function definesByImport(cell: JsCell, name: string): boolean {
  return cell.code.imports.some(({ names }) => Object.hasOwn(names, name));
}

function describe(cycle: Use[]): string {
  const name = (index: number) => cycle[(index - 1 + cycle.length) % cycle.length]!.name;
  return `Cells in a cycle cannot run: ${
    cycle.map((use, index) => `"${name(index)}" uses "${use.name}"`).join(", ")
  }`;
}
