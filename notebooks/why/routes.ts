import type { Hono } from "hono";
import { scopeOf } from "../live/scope.ts";
import { createTurns } from "../live/turns.ts";
import { noStore, say, sayFailure } from "../serve/answers.ts";
import { type AskedDeps, readAsked } from "./asked.ts";
import {
  type CellQuery,
  type PostsBehind,
  readCellMakers,
  readPostsBehind,
  type WhyDeps,
} from "./posts_behind.ts";
import { postsCsv } from "./posts_csv.ts";
import { queryText, queryWords } from "./query_words.ts";
import type { WhyRequest } from "./why_request.ts";

const maxAtOnce = 3;
const maxWaiting = 64;

/**
 * Adds the addresses that answer "why this number": the posts behind it (JSON, CSV), and the query of a cell in words. Three
 * questions at a time, and beside them one stretch of one CSV; the others wait their turn.
 */
export function addWhyRoutes(app: Hono, deps: WhyDeps & AskedDeps): void {
  const turns = createTurns(maxAtOnce, maxWaiting);
  // A download that has begun is never turned away.
  const csvTurns = createTurns(1, Infinity);
  for (const what of ["posts", "query"] as const) {
    app.get(`/api/pages/:page/cells/:cell/${what}`, async (c) => {
      const request = readAsked(c, deps, what === "posts");
      if ("status" in request) return c.json(request.body, request.status, noStore);
      if (request.csv && what === "posts") {
        return c.body(postsCsv(request, { ...deps, inTurn: (act) => csvTurns.take(act)! }), 200, {
          ...noStore,
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="${request.page.name}-${request.cell.name}-posts.csv"`,
        });
      }
      try {
        const answer = turns.take<PostsBehind | CellQuery>(() =>
          what === "posts" ? readPostsBehind(request, deps) : readCellQuery(request, deps)
        );
        if (answer === null) return say(c, 503, "Too many questions at once; try again");
        return c.json(await answer, 200, noStore);
      } catch (error) {
        return sayFailure(c, error);
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
    makers: await readCellMakers(request.cell, scope, snapshot),
  };
}
