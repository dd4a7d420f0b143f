import type { Moment } from "../../analysis/store/reads.ts";
import type { TopicRules } from "../../analysis/store/topic_rules.ts";
import type { CellBody } from "../live/protocol.ts";
import type { SqlCell } from "../page/page.ts";
import type { Span } from "../page/span.ts";
import type { PackedGroups } from "./packed_groups.ts";
import type { PackedRows } from "./packed_rows.ts";
import type { QueryText } from "../why/query_words.ts";

/** What a report holds instead of a server. It travels as JSON in the file. Times are UTC milliseconds. */
export interface SavedReport {
  moment: Moment;
  /** True for a rerun; false for what was live when it was saved. */
  rerun: boolean;
  /** The parameters that choose among the views, each with its saved values as text; the first is shown first. */
  choices: Record<string, string[]>;
  /** The views by `viewName` of their choices. */
  views: Record<string, SavedView>;
  /** Results, each once. */
  bodies: CellBody[];
  /** The queries by name of their cell. */
  queries: Record<string, SavedQuery>;
  /** The code beside the page that its cells import, by name: `gs-helper:NAME` stands for the address of another. */
  helpers: Record<string, string>;
  /** The pages of the same site, by name; empty where it is no site. */
  site: Record<string, SitePage>;
  /** Posts of the sample, each once. */
  posts: PackedRows;
  /** What was kept out of the report, in words. */
  withheld: string[];
  /** What the data beside the report can be asked; null where there are none. */
  explore: SavedExplore | null;
}

/** The data beside a report. */
export interface SavedExplore {
  tables: string[];
  /** How many posts; null where they hold none. */
  posts: number | null;
  /** Their window, UTC milliseconds; `from` null where it has no beginning. */
  from: number | null;
  asOf: number;
  /** What phrases mean for moods, in the topics of the report. */
  rules: TopicRules[];
  /** The queries of the page, to be asked anew for other values; null where the data do not hold what they ask for. */
  cells: SqlCell[] | null;
}

/** A page of a site: its file, its title, and its saved values as in `SavedReport.choices`. */
export interface SitePage {
  file: string;
  title: string;
  choices: Record<string, string[]>;
}

/** A page with one combination of values. */
export interface SavedView {
  span: Span;
  /** Cell to place in `bodies`. */
  cells: Record<string, number>;
  /** The posts behind numbers, by filter; see `SavedQuery.filter`. */
  filters: PackedFilter[];
}

/** A filter as it travels. */
export interface PackedFilter extends Omit<SavedFilter, "groups"> {
  groups: PackedGroups[];
}

/** The posts of one filter of a page, in groups. */
export interface SavedFilter {
  /** Versions of the models that judged the mood. */
  models: string[];
  /** Versions of those that read emotion, category and names. */
  readers: string[];
  /** Communities that its posts are in; null where none is named. */
  communities: number | null;
  /** All posts of the window, whatever they are about. */
  stream: number;
  /** By `groupName` of a group's key; that of no key is all of them. */
  groups: Record<string, SavedGroup>;
}

/**
 * A group of posts: how many, by how many authors (null where none is named), how many of them negative, neutral, positive and
 * unknown, how many moods were corrected by hand and by a rule (absent where none was), and the places of some in `posts`. The
 * group of all has its authors by mood too.
 */
export interface SavedGroup {
  count: number;
  authors: number | null;
  moods: [number, number, number, number];
  corrected?: [number, number];
  authorsByMood?: Record<string, number | null>;
  posts: number[];
}

/** A query as written, and which posts it counts. */
export interface SavedQuery extends QueryText {
  /** Place of its filter in `SavedView.filters`; null where it does not count posts of `${here}`. */
  filter: number | null;
}

/** What tells views apart: their values as text, in the order of `choices`. */
export function viewName(values: string[]): string {
  return JSON.stringify(values);
}

/** What tells groups apart: their key, whatever order it is in. */
export function groupName(key: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(key).sort(([a], [b]) => a < b ? -1 : 1).flat());
}

/** The key that `groupName` wrote. */
export function readGroupName(name: string): Record<string, unknown> {
  const flat: unknown[] = JSON.parse(name);
  return Object.fromEntries(flat.flatMap((part, at) => at % 2 === 0 ? [[String(part), flat[at + 1]]] : []));
}
