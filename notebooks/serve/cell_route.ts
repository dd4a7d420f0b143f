import { createHash } from "node:crypto";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { writeCsv } from "../csv.ts";
import type { AskCell } from "../live/ask_cell.ts";
import { queryValues } from "../page/query_values.ts";
import type { Page } from "../page/page.ts";
import { noStore } from "./answers.ts";

const retryAfterSeconds = "1";

/**
 * Answers `GET /api/pages/:page/cells/:cell?PARAMETERS` with the cell's result: columnar JSON, or CSV where `format=csv` or
 * the Accept header asks for it. The ETag tells results apart, not landings: the same result is a 304, whatever landed.
 */
export async function answerCell(c: Context, pages: Page[], ask: AskCell): Promise<Response> {
  const name = c.req.param("page");
  const page = pages.find((page) => page.name === name);
  const say = (status: 400 | 404 | 422 | 503, body: object, headers = {}) =>
    c.json(body, status, { ...noStore, ...headers });
  if (page === undefined) {
    const known = pages.map(({ name }) => name).join(", ");
    return say(404, { error: { message: `No page "${name}"; there are ${known}` } });
  }
  const { format, ...params } = queryValues(new URL(c.req.url).searchParams);
  if (format !== undefined && format !== "csv" && format !== "json") {
    return say(400, { problems: [{ param: "format", message: "must be json or csv" }] });
  }
  const answer = await ask(page, c.req.param("cell") ?? "", params);
  switch (answer.kind) {
    case "unknown":
      return say(404, { error: { message: answer.message } });
    case "refused":
      return say(400, { problems: answer.problems });
    case "failed":
      return say(422, { error: answer.error });
    case "busy":
      return say(503, { error: { message: answer.message } }, { "retry-after": retryAfterSeconds });
  }
  const { result, landing, asOf, from } = answer;
  const type = format === "csv" ? "text/csv" : format === "json" ? "application/json" : wantedType(c);
  const etag = `W/"${
    createHash("sha256").update(type + JSON.stringify(result)).digest("base64url").slice(0, 27)
  }"`;
  const headers = { "cache-control": "no-cache", vary: "accept", etag };
  if (isKnown(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
  if (type === "application/json") return c.json({ landing, asOf, from, ...result }, 200, headers);
  const file = `${page.name}-${c.req.param("cell")}.csv`.replaceAll(/[^\w.-]/g, "_");
  return c.body(writeCsv(result), 200, {
    ...headers,
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${file}"`,
  });
}

// Tags are compared weakly, so one counts with or without its W/ (RFC 9110, 13.1.2).
function isKnown(header: string | undefined, etag: string): boolean {
  const tags = header?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return tags.includes("*") || tags.includes(etag.slice("W/".length));
}

function wantedType(c: Context): string {
  const supports = ["application/json", "text/csv"];
  return accepts(c, { header: "Accept", supports, default: "application/json" });
}
