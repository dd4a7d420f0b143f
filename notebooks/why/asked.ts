import type { Context } from "hono";
import { usesHere } from "../page/compile_sql.ts";
import type { CellError, Page, SqlCell } from "../page/page.ts";
import type { CheckTopic, ParamProblem } from "../page/param_values.ts";
import { queryValues } from "../page/query_values.ts";
import { readWhyRequest, type WhyRequest } from "./why_request.ts";

/** What is needed to read a question about a cell. */
export interface AskedDeps {
  page(name: string): Page | undefined;
  checkTopic: CheckTopic;
  now: () => number;
}

/** Why a question cannot be answered, as its answer says it. */
export interface NotAsked {
  status: 400 | 404 | 422;
  body: { error: CellError } | { problems: ParamProblem[] };
}

/** Reads a question at an address with `:page` and `:cell`. @param ofPosts whether it is about the posts that the cell counts. */
export function readAsked(c: Context, deps: AskedDeps, ofPosts: boolean): WhyRequest | NotAsked {
  const page = deps.page(c.req.param("page") ?? "");
  const cell = page?.cells.find((cell): cell is SqlCell =>
    cell.kind === "sql" && cell.name === c.req.param("cell")
  );
  if (page === undefined || cell === undefined) {
    return { status: 404, body: { error: { message: "No such cell" } } };
  }
  if (ofPosts && !usesHere(cell)) {
    const message = `"${cell.name}" does not count the posts of \${here}, so they are not known`;
    return { status: 422, body: { error: { message } } };
  }
  if (cell.error !== undefined) return { status: 422, body: { error: cell.error } };
  const values = queryValues(new URL(c.req.url).searchParams);
  const read = readWhyRequest(page, cell, values, deps.checkTopic, deps.now());
  return "problems" in read ? { status: 400, body: { problems: read.problems } } : read.request;
}
