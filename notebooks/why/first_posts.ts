import { drawerPosts } from "../page/address.ts";
import { usesHere } from "../page/compile_sql.ts";
import type { Page, SqlCell } from "../page/page.ts";
import type { CheckTopic } from "../page/param_values.ts";
import { queryValues } from "../page/query_values.ts";
import { type PostsBehind, readPostsBehind, type WhyDeps } from "./posts_behind.ts";
import { readWhyRequest } from "./why_request.ts";

/** The posts of the drawer that the query of a page's address opens; null where it opens none, or they cannot be had. */
export async function readFirstPosts(
  page: Page,
  search: string,
  deps: WhyDeps & { checkTopic: CheckTopic },
): Promise<PostsBehind | null> {
  const { why, seen, as: _, ...rest } = queryValues(new URLSearchParams(search));
  const cell = page.cells.find((cell): cell is SqlCell => cell.kind === "sql" && cell.name === why);
  if (cell === undefined || cell.error !== undefined || !usesHere(cell)) return null;
  const [, landing, asOf] = /^(\d{1,15})@(.+)$/.exec(String(seen ?? "")) ?? [];
  const moment = landing === undefined ? {} : { landing, asOf: asOf! };
  const query = { ...rest, ...moment, offset: "0", limit: String(drawerPosts) };
  const read = readWhyRequest(page, cell, query, deps.checkTopic, deps.now());
  if ("problems" in read) return null;
  try {
    return await readPostsBehind(read.request, deps);
  } catch {
    // The browser asks again, and says what is wrong.
    return null;
  }
}
