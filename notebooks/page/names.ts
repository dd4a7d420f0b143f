import type { Cell } from "./page.ts";

/** Gives an error to each cell that defines a name which another cell or a parameter defines too. */
export function refuseNameClashes(cells: Cell[], params: string[]): void {
  const owners = new Map<string, Cell[]>();
  for (const cell of cells) {
    for (const name of new Set(definedNames(cell))) owners.set(name, [...owners.get(name) ?? [], cell]);
  }
  for (const [name, sharing] of owners) {
    const isParam = params.includes(name);
    if (sharing.length < 2 && !isParam) continue;
    const lines = sharing.map(({ line }) => line).join(" and ");
    const message = isParam
      ? `"${name}" is a parameter of this page`
      : `"${name}" is defined twice, in lines ${lines}`;
    for (const cell of sharing) setError(cell, message);
  }
}

/** The names that a cell gives to others. */
export function definedNames(cell: Cell): string[] {
  if (cell.kind === "sql") return cell.name === "" ? [] : [cell.name];
  return [...cell.code.outputs, ...cell.code.imports.flatMap(({ names }) => Object.keys(names))];
}

/** Gives a cell an error of its own, where it has none. */
export function setError(cell: Cell, message: string): void {
  const error = { message, line: cell.line };
  if (cell.kind === "sql") cell.error ??= error;
  else cell.code.error ??= error;
}
