import type { Topics } from "../page/check_page.ts";
import type { Page } from "../page/page.ts";
import { live, readPageTime } from "../page/page_time.ts";
import type { Wanted } from "./collect.ts";
import { Refused } from "./refused.ts";
import type { ExportRequest } from "./request.ts";
import type { SavedReport } from "./saved.ts";
import { choicesOf, savedValues } from "./saved_values.ts";

/** What a request is understood by. */
export interface WantedDeps {
  pages(): Page[];
  topics: Topics;
  now: () => number;
  /** Combinations that a report may hold, where it is fewer than usual. */
  most?: number;
}

/** The pages of a request, each with the values and the moment that it is saved with. @throws {Refused} saying what to change. */
export function wantedPages(request: ExportRequest, deps: WantedDeps): Wanted[] {
  const { time, problems } = readPageTime({ asOf: request.asOf }, deps.now());
  if (problems[0] !== undefined) {
    throw new Refused(`Cannot export: --as-of "${request.asOf}" ${problems[0].message}`);
  }
  return pagesOf(request, deps.pages()).map((page) => ({
    page,
    saved: savedValues(page, request.site ? forPage(page, request) : request, deps.topics.check, deps.most),
    time: request.asOf === null ? live : time,
  }));
}

/** The pages of a site, as each of them links to the others. */
export function siteOf(wanted: Wanted[]): SavedReport["site"] {
  return Object.fromEntries(
    wanted.map(({ page, saved }) => [page.name, {
      file: `${page.name}.html`,
      title: page.title,
      choices: choicesOf(page, saved),
    }]),
  );
}

function pagesOf({ pages, site }: ExportRequest, all: Page[]): Page[] {
  if (site && pages.length === 0) return all;
  if (pages.length === 0) throw new Refused("Cannot export: name a page");
  return pages.map((name) => {
    const page = all.find((page) => page.name === name);
    if (page !== undefined) return page;
    const known = all.map(({ name }) => name).join(", ");
    throw new Refused(`Cannot export "${name}": there is no such page; there are ${known}`);
  });
}

// What one page of a site has, another may lack.
function forPage(page: Page, request: ExportRequest): ExportRequest {
  const has = (type: string) => Object.values(page.params).some((spec) => spec.type === type);
  const params = Object.entries(request.params).filter(([name]) => Object.hasOwn(page.params, name));
  return {
    ...request,
    params: Object.fromEntries(params),
    topics: has("topic") ? request.topics : [],
    windows: has("interval") ? request.windows : [],
  };
}
