import { RuntimeError } from "@observablehq/runtime";
import type { ClientCell } from "../page/cells_module.ts";
import { excerptOf } from "../page/excerpt.ts";
import { withoutLoopChecks } from "../page/loop_marks.ts";
import type { CellError } from "../page/page.ts";

/** A cell and the module its code came with: after an edit elsewhere it may stand on another line of the file than there. */
export interface PlacedCell {
  cell: ClientCell;
  /** The hash of the page it was compiled with. */
  hash: string;
  /** Its first line in the file as it is now. */
  line: number;
}

/** The cells of the page, to tell where an error stands. */
export type PlacedCells = () => Iterable<PlacedCell>;

const frames = /\/pages\/(?:[\w-]+\/cells\.js\?v=(\w+)|lib\/([\w-]+)\.js[^:\s]*):(\d+):(\d+)/g;

/** The message and place of anything thrown: the line of the page's file, and the code with a caret. */
export function readError(error: unknown, cells: PlacedCells): CellError {
  const known = (error as { cellError?: CellError } | null)?.cellError;
  if (known !== undefined) return known;
  if (!(error instanceof Error)) return { message: String(error) };
  const trace = [...(error.stack ?? "").matchAll(frames)];
  const helper = trace[0]?.[2] === undefined ? "" : `${trace[0][2]}, line ${trace[0][3]}: `;
  const message = `${helper}${error.message === "" ? error.name : error.message}`;
  const own = error instanceof RuntimeError ? undefined : trace.find(([, hash]) => hash !== undefined);
  if (own === undefined) return { message };
  const place = placeOf(own[1]!, Number(own[3]), Number(own[4]) - 1, cells);
  return helper === "" ? { message, ...place } : { message, line: place.line };
}

function placeOf(
  hash: string,
  line: number,
  column: number,
  cells: PlacedCells,
): { line: number; excerpt?: string } {
  const placed = [...cells()].filter(({ cell, hash: its }) =>
    cell.kind === "js" && its === hash && cell.line <= line
  ).reduce<PlacedCell | undefined>(
    (best, next) => best === undefined || next.cell.line >= best.cell.line ? next : best,
    undefined,
  );
  if (placed === undefined) return { line };
  const { cell } = placed;
  const now = line + placed.line - cell.line;
  // The head of the function stands on the line before the cell's first.
  const text = String(cell.run).split("\n")[line - cell.line + 1];
  if (text === undefined || line === cell.line && cell.inline) return { line: now };
  const original = withoutLoopChecks(text, column);
  return { line: now, excerpt: excerptOf(original.text, original.column) };
}
