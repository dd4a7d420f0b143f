import type { Columns, Reads } from "../../analysis/store/reads.ts";
import { Retriable } from "../../ingest/base/errors.ts";
import type { Topics } from "../page/check_page.ts";
import type { CellError, Page } from "../page/page.ts";
import { readPageTime } from "../page/page_time.ts";
import { type ParamProblem, readParams } from "../page/param_values.ts";
import { scopeOf } from "./scope.ts";
import { prepareCell, runCell } from "./run_cell.ts";
import { createTurns } from "./turns.ts";

const maxAtOnce = 2;
const maxWaiting = 64;

/** The answer to a script that asks for one cell. */
export type CellAnswer =
  | { kind: "result"; result: Columns; landing: number; asOf: number; from: number }
  /** The cell itself fails. */
  | { kind: "failed"; error: CellError }
  | { kind: "unknown"; message: string }
  /** Wrong values. */
  | { kind: "refused"; problems: ParamProblem[] }
  /** Too many ask; it may be asked again. */
  | { kind: "busy"; message: string };

/** Asks one cell of a page, by its name or id, once and outside the ticks. */
export type AskCell = (page: Page, cell: string, raw: Record<string, unknown>) => Promise<CellAnswer>;

/** Answers scripts with the same results that pages get, two at a time; the others wait their turn. */
export function createAskCell(deps: { reads: Reads; topics: Topics; now: () => number }): AskCell {
  const turns = createTurns(maxAtOnce, maxWaiting);
  return async (page, name, raw) => {
    const cells = page.cells.filter((cell) => cell.kind === "sql");
    const cell = cells.find((cell) => cell.name === name || cell.id === name);
    if (cell === undefined) {
      const names = cells.map(({ name }) => name).join(", ");
      return { kind: "unknown", message: `No cell "${name}"; page "${page.name}" has ${names || "none"}` };
    }
    const { time, rest, problems: timeProblems } = readPageTime(raw, deps.now());
    const { values, problems } = readParams(page.params, rest, deps.topics.check);
    problems.push(...timeProblems);
    if (problems.length > 0) return { kind: "refused", problems };
    const ask = async (): Promise<CellAnswer> => {
      await using snapshot = await deps.reads.snapshot();
      const scope = scopeOf({ page, values, time }, snapshot, {
        writeTopic: deps.topics.write,
        now: deps.now,
      });
      const job = prepareCell(cell, scope);
      const body = "error" in job ? job.error : await runCell(snapshot, cell, job.bound);
      if ("error" in body) return { kind: "failed", error: body.error };
      const { asOf, from } = scope.span;
      return { kind: "result", result: body, landing: snapshot.moment.landing, asOf, from };
    };
    try {
      return await (turns.take(ask) ?? { kind: "busy", message: "Too many questions at once; ask again" });
    } catch (error) {
      if (error instanceof Retriable) return { kind: "busy", message: error.message };
      throw error;
    }
  };
}
