import type { Columns, Moment, Reads } from "../../analysis/store/reads.ts";
import type { Outcome } from "../live/jobs.ts";
import type { CellBody } from "../live/protocol.ts";
import { scopeOf } from "../live/scope.ts";
import { prepareCell } from "../live/run_cell.ts";
import type { BindScope } from "../page/bind_cell.ts";
import type { Topics } from "../page/load_pages.ts";
import { usesHere } from "../page/compile_sql.ts";
import { judge, topicsAmong } from "../page/judged_posts.ts";
import type { Page, SqlCell } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import { asText } from "../page/param_text.ts";
import type { ParamValues } from "../page/param_values.ts";
import { sqlError } from "../page/sql_error.ts";
import { rowsOf } from "../why/posts_behind.ts";
import { type CorrectionCount, countCorrections } from "./count_corrections.ts";
import { countSources, type SourceCount } from "./count_sources.ts";
import { type AskedJob, atOneMoment, reportLimits, type ReportMoment } from "./moment.ts";
import { dropDeleted } from "./drop_deleted.ts";
import { pickPosts } from "./pick_posts.ts";
import { type Asker, askerOf, type Filter, filtersOf, sampleFilter, type Whole } from "./sample.ts";
import { postsByRow } from "./sample_queries.ts";
import { type SavedFilter, viewName } from "./saved.ts";
import type { SavedValues } from "./saved_values.ts";

/** What is worked out from. */
export interface CollectDeps {
  reads: Pick<Reads, "snapshot">;
  topics: Topics;
  now: () => number;
}

/** A page and the values it is saved with. */
export interface Wanted {
  page: Page;
  saved: SavedValues;
  time: PageTime;
}

/** All that a page shows with one combination of values. */
export interface CollectedView {
  /** As `viewName` has it. */
  name: string;
  values: ParamValues;
  scope: BindScope;
  bodies: Map<string, CellBody>;
  filters: SavedFilter[];
}

/** All that a page shows, at one moment. */
export interface Collected extends Wanted {
  moment: Moment;
  filters: Filter[];
  views: CollectedView[];
  posts: Record<string, unknown>[];
  /** What was received in the window of the first view. */
  sources: SourceCount[];
  /** What of the moods of that view is not the model's; null where it could not be counted. */
  corrections: CorrectionCount | null;
}

/**
 * Works out pages with all their values from ONE snapshot, and takes a sample of the posts behind the numbers. Then hands them to
 * `use`, which may ask for more of that moment; where the moment is lost, all of it happens again.
 */
export function collect<T>(
  wanted: Wanted[],
  deps: CollectDeps,
  use: (collected: Collected[], moment: ReportMoment) => Promise<T>,
): Promise<T> {
  return atOneMoment(deps.reads, async (moment) => {
    const pages = wanted.map((each, nth) => {
      const views = viewsOf(each, moment, deps);
      const filters = filtersOf(sqlCells(each.page));
      const askers = views.map(({ scope }, at) =>
        filters.map((filter, index) =>
          askerOf(moment.ask, filter, scope, `report_rows_${nth}_${at}_${index}`, reportLimits)
        )
      );
      return { ...each, views, filters, askers };
    });
    const jobs = new Map(pages.flatMap(({ page, views }) => jobsOf(page, views)));
    // What is counted of whole filters needs no cell's result: it fills connections that wait for the longest cell.
    const running = moment.run([...jobs.values()]);
    const [ends, wholes] = await Promise.all([
      running,
      Promise.all(pages.map(({ askers }) => Promise.all(askers.flat().map((asker) => asker.whole())))),
    ]);
    const collected: Collected[] = [];
    for (const [nth, { views, filters, askers, ...each }] of pages.entries()) {
      const wholeOf = new Map(askers.flat().map((asker, at) => [asker, wholes[nth]![at]!]));
      for (const view of views) {
        fillBodies(each.page, view, ends);
        await dropDeleted(each.page, view.bodies, moment);
      }
      for (const [at, view] of views.entries()) {
        for (const [index, filter] of filters.entries()) {
          const asker = askers[at]![index]!;
          view.filters.push(await sampleView(asker, wholeOf.get(asker)!, view, filter));
        }
      }
      const posts = await readPosts(moment, views, `posts of ${each.page.name}`);
      const { scope } = views[0]!;
      const sources = await moment.ask("sources", (lane) => countSources(lane, scope)) ?? [];
      const corrections = await countedCorrections(moment, each.page, scope);
      collected.push({
        ...each,
        sources,
        corrections,
        moment: moment.snapshot.moment,
        filters,
        views,
        posts,
      });
    }
    return await use(collected, moment);
  });
}

/** The queries of a page. */
export function sqlCells({ cells }: Page): SqlCell[] {
  return cells.filter((cell) => cell.kind === "sql");
}

/** The texts by which a view is found. */
export function textsOf({ page, saved }: Wanted, values: ParamValues): string[] {
  return saved.multiplied.map((name) => asText(page.params[name]!, values[name]!));
}

function viewsOf(wanted: Wanted, { snapshot }: ReportMoment, deps: CollectDeps): CollectedView[] {
  const { page, saved, time } = wanted;
  return saved.combinations.map((values) => ({
    name: viewName(textsOf(wanted, values)),
    values,
    scope: scopeOf({ page, values, time }, snapshot, { writeTopic: deps.topics.write, now: deps.now }),
    bodies: new Map(),
    filters: [],
  }));
}

function jobsOf(page: Page, views: CollectedView[]): [string, AskedJob][] {
  return views.flatMap(({ scope }) =>
    sqlCells(page).flatMap((cell) => {
      const job = prepareCell(cell, scope);
      if ("error" in job) return [];
      const { key, bound } = job;
      const asked: AskedJob = { key, bound, reach: { views: [], window: null }, cell, scope, moves: false };
      return [[key, asked] as [string, AskedJob]];
    })
  );
}

function fillBodies(page: Page, { scope, bodies }: CollectedView, ends: Map<string, Outcome>): void {
  for (const cell of sqlCells(page)) {
    const job = prepareCell(cell, scope);
    bodies.set(cell.name, "error" in job ? job.error : bodyOf(cell, ends.get(job.key)));
  }
}

function bodyOf(cell: SqlCell, end: Outcome | undefined): CellBody {
  if (end?.kind === "result") return JSON.parse(end.body);
  const message = end === undefined || end.kind === "dropped" ? "was not worked out" : end.message;
  return { error: sqlError(message, cell) };
}

async function sampleView(
  asker: Asker,
  whole: Whole,
  { scope, bodies }: CollectedView,
  filter: Filter,
): Promise<SavedFilter> {
  const columnsOf = ({ name }: SqlCell): Columns | null => {
    const body = bodies.get(name)!;
    return "error" in body ? null : body;
  };
  const sampled = await sampleFilter(asker, whole, filter, scope, columnsOf);
  return sampled ?? { models: [], communities: null, stream: 0, groups: {} };
}

async function countedCorrections(
  moment: ReportMoment,
  page: Page,
  scope: BindScope,
): Promise<CorrectionCount | null> {
  if (!sqlCells(page).some(usesHere)) return null;
  return await moment.ask(`corrections of ${page.name}`, (lane) => countCorrections(lane, scope));
}

// From here on groups hold places in this list instead of row numbers.
async function readPosts(moment: ReportMoment, views: CollectedView[], name: string) {
  // A post is saved once, with the moods of the first view.
  const { scope } = views[0]!;
  const topics = views.flatMap(({ scope }) => topicsAmong(scope));
  const picked = pickPosts(views.map(({ filters }) => filters));
  const read = picked.length === 0
    ? []
    : await moment.ask(name, (lane) =>
      rowsOf(lane, judge(postsByRow(picked), topics, scope), reportLimits)) ?? [];
  const places = new Map(read.map(({ row }, place) => [Number(row), place]));
  for (const { groups } of views.flatMap(({ filters }) => filters)) {
    for (const group of Object.values(groups)) {
      group.posts = group.posts.flatMap((row) => places.get(row) ?? []).sort((a, b) => a - b);
    }
  }
  return read.map(({ row: _, ...post }) => post);
}
