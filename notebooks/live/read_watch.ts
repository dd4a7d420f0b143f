import type { Topics } from "../page/check_page.ts";
import type { Page } from "../page/page.ts";
import { readPageTime } from "../page/page_time.ts";
import { type ParamProblem, readParams } from "../page/param_values.ts";
import type { ClientMessage } from "./protocol.ts";
import { View } from "./view.ts";

/** The view that a tab wants to watch, or what is wrong with its values. */
export function readWatch(
  { params, asOf, since }: Extract<ClientMessage, { type: "watch" }>,
  page: Page,
  topics: Topics,
  now: number,
): { view: View } | { problems: ParamProblem[] } {
  const { values, problems } = readParams(page.params, params, topics.check);
  const { time, problems: timeProblems } = readPageTime({ asOf, landing: since }, now);
  problems.push(...timeProblems);
  return problems.length > 0 ? { problems } : { view: new View(page, values, time) };
}
