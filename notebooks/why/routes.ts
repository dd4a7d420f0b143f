import type { Hono } from "hono";
import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import { usesHere } from "../page/compile_sql.ts";
import { scopeOf } from "../live/scope.ts";
import { queryValues } from "../page/query_values.ts";
import type { Page, SqlCell } from "../page/page.ts";
import type { CheckTopic } from "../page/param_values.ts";
import { createTurns } from "../live/turns.ts";
import {
  type CellQuery,
  type PostsBehind,
  readModels,
  readPostsBehind,
  type WhyDeps,
} from "./posts_behind.ts";
import { postsCsv } from "./posts_csv.ts";
import { queryText, queryWords } from "./query_words.ts";
import { readWhyRequest, type WhyRequest } from "./why_request.ts";

const maxAtOnce = 3;
const maxWaiting = 64;

/** What the routes need from outside. */
export interface WhyRoutesDeps extends WhyDeps {
  page(name: string): Page | undefined;
  checkTopic: CheckTopic;
}

/**
 * Adds the addresses that answer "why this number": the posts behind it (JSON, CSV), and the query of a cell in words. Three
 * questions at a time, and beside them one stretch of one CSV; the others wait their turn.
 */
export function addWhyRoutes(app: Hono, deps: WhyRoutesDeps): void {
  const turns = createTurns(maxAtOnce, maxWaiting);
  // A download that has begun is never turned away.
  const csvTurns = createTurns(1, Infinity);
  const noStore = { "cache-control": "no-store" };
  for (const what of ["posts", "query"] as const) {
    app.get(`/api/pages/:page/cells/:cell/${what}`, async (c) => {
      const page = deps.page(c.req.param("page"));
      const cell = page?.cells.find((cell): cell is SqlCell =>
        cell.kind === "sql" && cell.name === c.req.param("cell")
      );
      const refuse = (status: 400 | 404 | 422 | 503, body: unknown) =>
        c.json(body as object, status, noStore);
      if (page === undefined || cell === undefined) {
        return refuse(404, { error: { message: "No such cell" } });
      }
      if (what === "posts" && !usesHere(cell)) {
        return refuse(422, {
          error: { message: `"${cell.name}" does not count the posts of \${here}, so they are not known` },
        });
      }
      if (cell.error !== undefined) return refuse(422, { error: cell.error });
      const read = readWhyRequest(
        page,
        cell,
        queryValues(new URL(c.req.url).searchParams),
        deps.checkTopic,
        deps.now(),
      );
      if ("problems" in read) return refuse(400, read);
      const { request } = read;
      if (request.csv && what === "posts") {
        return c.body(postsCsv(request, { ...deps, inTurn: (act) => csvTurns.take(act)! }), 200, {
          ...noStore,
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="${page.name}-${cell.name}-posts.csv"`,
        });
      }
      try {
        const answer = turns.take<PostsBehind | CellQuery>(() =>
          what === "posts" ? readPostsBehind(request, deps) : readCellQuery(request, deps)
        );
        if (answer === null) {
          return refuse(503, { error: { message: "Too many questions at once; try again" } });
        }
        return c.json(await answer, 200, noStore);
      } catch (error) {
        if (error instanceof Poison) return refuse(422, { error: { message: messageOf(error) } });
        if (error instanceof Retriable) return refuse(503, { error: { message: messageOf(error) } });
        throw error;
      }
    });
  }
}

async function readCellQuery(request: WhyRequest, deps: WhyDeps): Promise<CellQuery> {
  await using snapshot = await deps.reads.snapshot();
  const scope = scopeOf(request, snapshot, deps);
  return {
    ...queryWords(queryText(request.cell), scope),
    ...scope.span,
    landing: snapshot.moment.landing,
    models: await readModels(request.cell, scope, snapshot),
  };
}
