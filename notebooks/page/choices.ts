import type { Cell, CellError } from "./page.ts";
import type { ParamSpec, ParamSpecs } from "./param_spec.ts";

/** The values that a parameter is one of (or some of), where its page lists them; null where it is free or a query lists them. */
export function listedChoices(spec: ParamSpec): string[] | null {
  if (spec.type === "moods") return ["corrected", "modelled"];
  if (spec.type === "column") return Object.keys(spec.columns);
  if (spec.type !== "choice" && spec.type !== "list") return null;
  return Array.isArray(spec.choices) ? spec.choices : null;
}

/** The query whose first column lists the values of a parameter; null where none does. */
export function choicesCell(spec: ParamSpec): string | null {
  if (spec.type !== "choice" && spec.type !== "list") return null;
  return spec.choices === undefined || Array.isArray(spec.choices) ? null : spec.choices.cell;
}

/** What is wrong with the queries that list choices: each must be there, and not depend on what is chosen from it. */
export function checkChoices(
  params: ParamSpecs,
  cells: Cell[],
  lineOf: (param: string) => number,
): CellError[] {
  return Object.entries(params).flatMap(([name, spec]) => {
    const wanted = choicesCell(spec);
    if (wanted === null) return [];
    const cell = cells.find((cell) => cell.kind === "sql" && cell.name === wanted);
    const line = lineOf(name);
    if (cell?.kind !== "sql") {
      return [{
        message: `The choices of "${name}" come from a query "${wanted}", which is not on this page`,
        line,
      }];
    }
    const uses = [...cell.parts, ...cell.and].some((part) =>
      "placeholder" in part && part.placeholder === name
    );
    return uses
      ? [{ message: `The query "${wanted}" lists the choices of "${name}" and cannot use it`, line }]
      : [];
  });
}
