import type { Moment, Reads } from "../../analysis/store/reads.ts";
import type { CellBody } from "../live/protocol.ts";
import { scopeOf } from "../live/scope.ts";
import type { BindScope } from "../page/bind_cell.ts";
import { usesHere } from "../page/compile_sql.ts";
import type { Topics } from "../page/check_page.ts";
import type { Page } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import { asText } from "../page/param_text.ts";
import type { ParamValues } from "../page/param_values.ts";
import { createGroupAsker } from "./ask_groups.ts";
import { type CorrectionCount, countCorrections } from "./count_corrections.ts";
import { countSources, type SourceCount } from "./count_sources.ts";
import { type Filter, filtersOf } from "./filters.ts";
import { atOneMoment, type ReportMoment } from "./moment.ts";
import { readPosts } from "./read_posts.ts";
import { runCells } from "./run_cells.ts";
import { sampleFilter } from "./sample.ts";
import { type SavedFilter, viewName } from "./saved.ts";
import type { SavedValues } from "./saved_values.ts";
import { sqlCells } from "../page/sql_cells.ts";

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
    const pages = wanted.map((each) => ({
      ...each,
      views: viewsOf(each, moment, deps),
      filters: filtersOf(sqlCells(each.page)),
    }));
    const counted = pages.flatMap(({ page, views, filters }) =>
      views.flatMap((view) =>
        filters.map((filter, nth) => {
          const name = `${page.name} ${view.name} ${nth}`;
          return { view, filter, asker: createGroupAsker(moment.ask, filter, view.scope, name) };
        })
      )
    );
    // What is counted of whole filters needs no cell's result: it fills connections that wait for the longest cell.
    const [wholes] = await Promise.all([
      Promise.all(counted.map(({ asker }) => asker.whole())),
      runCells(pages, moment),
    ]);
    const samples = await Promise.all(
      counted.map(({ view, filter, asker }, nth) => sampleFilter(asker, wholes[nth]!, filter, view)),
    );
    for (const [nth, { view }] of counted.entries()) view.filters.push(samples[nth]!);
    const collected: Collected[] = [];
    for (const { page, views, ...each } of pages) {
      const posts = await readPosts(moment, views, page.name);
      const { scope } = views[0]!;
      const sources = await moment.ask("sources", (lane) => countSources(lane, scope)) ?? [];
      const corrections = sqlCells(page).some(usesHere)
        ? await moment.ask(`corrections of ${page.name}`, (lane) => countCorrections(lane, scope))
        : null;
      const at = moment.snapshot.moment;
      collected.push({ ...each, page, views, posts, sources, corrections, moment: at });
    }
    return await use(collected, moment);
  });
}

/** The texts by which a view is found. */
function textsOf({ page, saved }: Wanted, values: ParamValues): string[] {
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
