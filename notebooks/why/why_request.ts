import type { Page, SqlCell } from "../page/page.ts";
import { type PageTime, readPageTime } from "../page/page_time.ts";
import { type CheckTopic, type ParamProblem, type ParamValues, readParams } from "../page/param_values.ts";
import type { QueryValues } from "../page/query_values.ts";
import { readRowKey, type RowKey } from "../page/row_key.ts";

const keyPrefix = "key.";
const maxLimit = 100;
const maxOffset = 1_000_000;

/** The question for the posts behind a number, checked. */
export interface WhyRequest {
  page: Page;
  cell: SqlCell;
  values: ParamValues;
  /** `landing` freezes: posts that landed later do not count. */
  time: PageTime;
  key: RowKey;
  offset: number;
  limit: number;
  csv: boolean;
}

/** Reads the query of `.../cells/CELL/posts`: parameters, `asOf`, `landing`, `key.NAME`, `offset`, `limit`, `format=csv`. */
export function readWhyRequest(
  page: Page,
  cell: SqlCell,
  query: QueryValues,
  checkTopic: CheckTopic,
  now: number,
): { request: WhyRequest } | { problems: ParamProblem[] } {
  const { offset = "0", limit = "20", format = "json", ...others } = query;
  const isKey = ([name]: [string, unknown]) => name.startsWith(keyPrefix);
  const keys = Object.entries(others).filter(isKey).map(([name, value]) =>
    [name.slice(keyPrefix.length), value] as const
  );
  const raw = Object.fromEntries(Object.entries(others).filter((entry) => !isKey(entry)));
  const { time, rest, problems } = readPageTime(raw, now);
  const params = readParams(page.params, rest, checkTopic);
  problems.push(...params.problems);
  let key: RowKey = {};
  try {
    key = readRowKey(Object.fromEntries(keys));
  } catch (error) {
    problems.push({ param: "key", message: (error as Error).message });
  }
  const whole = (name: string, text: string | string[], most: number) => {
    if (typeof text === "string" && /^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
    problems.push({ param: name, message: `must be a whole number up to ${most}` });
    return 0;
  };
  if (format !== "json" && format !== "csv") {
    problems.push({ param: "format", message: "must be json or csv" });
  }
  const request: WhyRequest = {
    page,
    cell,
    values: params.values,
    time,
    key,
    offset: whole("offset", offset, maxOffset),
    limit: whole("limit", limit, maxLimit),
    csv: format === "csv",
  };
  return problems.length > 0 ? { problems } : { request };
}
