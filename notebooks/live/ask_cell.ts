import type { Reads } from "../../analysis/store/reads.ts";
import { messageOf } from "../../ingest/base/errors.ts";
import type { Topics } from "../page/load_pages.ts";
import type { Page } from "../page/page.ts";
import { readPageTime } from "../page/page_time.ts";
import { type ParamProblem, readParams } from "../page/param_values.ts";
import { scopeOf } from "./round.ts";
import { prepareCell, runCell } from "./run_cell.ts";
import type { CellBody } from "./protocol.ts";

const maxAtOnce = 4;

/** The answer to a script that asks for one cell: an HTTP status and its JSON. */
export type CellAnswer =
  | { status: 200 | 422; body: CellBody & { landing: number; asOf: number; from: number } }
  | { status: 400; body: { problems: ParamProblem[] } }
  | { status: 404 | 503; body: { error: { message: string } } };

/** Asks one cell of a page once, outside the ticks. */
export type AskCell = (page: Page, cell: string, raw: Record<string, string>) => Promise<CellAnswer>;

/** Answers scripts with the same results that pages get; at most four at once. */
export function createAskCell(deps: { reads: Reads; topics: Topics; now: () => number }): AskCell {
  let running = 0;
  return async (page, name, raw) => {
    const cell = page.cells.find((cell) => cell.kind === "sql" && cell.name === name);
    if (cell?.kind !== "sql") return { status: 404, body: { error: { message: "No such cell" } } };
    const { time, rest, problems: timeProblems } = readPageTime(raw, deps.now());
    const { values, problems } = readParams(page.params, rest, deps.topics.check);
    problems.push(...timeProblems);
    if (problems.length > 0) return { status: 400, body: { problems } };
    if (running >= maxAtOnce) {
      return { status: 503, body: { error: { message: "Too many questions at once" } } };
    }
    running++;
    try {
      await using snapshot = await deps.reads.snapshot();
      const scope = scopeOf({ page, values, time }, snapshot, {
        writeTopic: deps.topics.write,
        now: deps.now,
      });
      const job = prepareCell(cell, scope);
      const body = "error" in job ? job.error : await runCell(snapshot, cell, job.bound);
      const { asOf, from } = scope.span;
      const status = "error" in body ? 422 : 200;
      return { status, body: { landing: snapshot.moment.landing, asOf, from, ...body } };
    } catch (error) {
      return { status: 503, body: { error: { message: messageOf(error) } } };
    } finally {
      running--;
    }
  };
}
