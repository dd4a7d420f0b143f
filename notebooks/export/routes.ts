import type { Context, Hono } from "hono";
import { messageOf } from "../../ingest/base/errors.ts";
import { createTurns } from "../live/turns.ts";
import { holdsToken } from "../operate/may_operate.ts";
import { queryValues } from "../page/query_values.ts";
import type { Page } from "../page/page.ts";
import { noStore, say, sayFailure } from "../serve/answers.ts";
import { limitBody } from "../serve/limit_body.ts";
import { type MadeReport, makeReports, type ReportDeps } from "./make_report.ts";
import { Refused } from "./refused.ts";
import { type ExportRequest, readExportRequest } from "./request.ts";

const maxBodyBytes = 1_048_576;
const maxWaiting = 4;
/** Whoever may read a page may have so many combinations of it worked out at once. */
const mostByAddress = 20;

/** What the routes need from outside. */
export interface ReportRoutesDeps extends Omit<ReportDeps, "files"> {
  page(name: string): Page | undefined;
  files(): Promise<ReportDeps["files"]>;
  /** What command-line tools prove themselves with. */
  token: string;
}

/**
 * Adds the addresses that make reports, one at a time: `GET /api/pages/PAGE/report?PARAMS` gives that of one view as a file, and
 * `POST /api/export` whatever a command line may ask for, to whoever holds the token.
 */
export function addReportRoutes(app: Hono, deps: ReportRoutesDeps): void {
  const turns = createTurns(1, maxWaiting);
  const make = (request: ExportRequest, most?: number) =>
    turns.take(async () => {
      const files = await deps.files();
      return await makeReports(request, most === undefined ? { ...deps, files } : { ...deps, files, most });
    });

  app.get("/api/pages/:page/report", (c) =>
    answer(c, async () => {
      const page = deps.page(c.req.param("page"));
      if (page === undefined) return say(c, 404, "No such page");
      const request = requestOfView(page, new URL(c.req.url).searchParams);
      const made = await make(request, mostByAddress);
      if (made === null) return say(c, 503, "Too many reports at once; try again");
      const [{ html, name }] = made as [MadeReport];
      return c.body(html, 200, {
        ...noStore,
        "content-type": "text/html; charset=utf-8",
        "content-disposition": `attachment; filename="${name}"`,
      });
    }));

  app.post("/api/export", limitBody(maxBodyBytes), (c) =>
    answer(c, async () => {
      if (!holdsToken(c.req.header("authorization"), deps.token)) {
        return say(c, 403, "The token is missing or wrong");
      }
      const made = await make(readExportRequest(
        await c.req.json().catch(() => null),
      ));
      return made === null ? say(c, 503, "Too many reports at once; try again") : c.json(made, 200, noStore);
    }));
}

// The values on the page first, then those that its front matter saves besides.
function requestOfView(page: Page, query: URLSearchParams): ExportRequest {
  const { asOf, format, landing: _, ...rest } = queryValues(query);
  const params = Object.entries(rest).map(([name, text]) => [name, [text].flat()]);
  for (const [name, values] of Object.entries(page.export)) {
    const [now] = params.find(([known]) => known === name)?.[1] as string[] | undefined ?? [];
    if (now !== undefined) params.push([name, [now, ...values.map(String)]]);
  }
  return readExportRequest({
    pages: [page.name],
    params: Object.fromEntries(params),
    asOf: asOf ?? null,
    script: format !== "plain",
  });
}

async function answer(c: Context, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refused) return say(c, 422, messageOf(error));
    return sayFailure(c, error);
  }
}
