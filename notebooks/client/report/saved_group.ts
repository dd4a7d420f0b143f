import type { Columns } from "../../../analysis/store/reads.ts";
import { groupName, readGroupName, type SavedGroup } from "../../export/saved.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import type { MoodMakers } from "../../why/mood_makers.ts";
import { moodNames } from "../charts/mood_name.ts";
import type { WhyKey } from "../why/why.ts";

/** What is known of the posts behind a number, and those of them that are saved. */
export interface Group extends Pick<PostsBehind, "count" | "authors" | "moods" | "posts"> {
  /** Null where that is not known. */
  corrected: Corrected | null;
}

/** How many moods people made. */
export type Corrected = Omit<MoodMakers, "models">;

/** The group of a key among those of its filter: one of them, several windows together, or its part of one mood. Null where none is saved. */
export function findGroup(
  groups: Record<string, SavedGroup>,
  { mood, until, ...key }: WhyKey,
  posts: Record<string, unknown>[],
): Group | null {
  const found = until === undefined
    ? [groups[groupName(key)] ?? []].flat()
    : groupsWithin(groups, key, Number(until));
  if (found.length === 0) return null;
  const all = found.length === 1 ? found[0]! : found.reduce(merge);
  const sample = all.posts.map((place) => posts[place]!);
  const [negative, neutral, positive, unknown] = all.moods;
  const moods = { negative, neutral, positive, unknown };
  const [byHand, byRule] = correctedOf(all);
  const corrected = { byHand, byRule };
  if (mood === undefined) return { count: all.count, authors: all.authors, moods, corrected, posts: sample };
  const name = moodNames[Number(mood) + 1];
  const isKnown = mood === "*";
  return {
    count: isKnown
      ? negative + neutral + positive
      : mood === null || name === undefined
      ? unknown
      : moods[name],
    authors: all.authorsByMood?.[String(mood)] ?? null,
    moods,
    corrected,
    posts: sample.filter(({ mood: own = null }) => isKnown ? own !== null : own === mood),
  };
}

/** The post of a result that a key names, as a group of one; null where the result does not hold it. `posts` say whether it was corrected, where `all` posts of its filter were not left as they are. */
export function findPost(
  { names, values, rows }: Columns,
  key: WhyKey,
  all: SavedGroup | undefined,
  posts: Record<string, unknown>[],
): Group | null {
  const fits = (row: number) =>
    Object.entries(key).every(([name, value]) => (values[names.indexOf(name)]?.[row] ?? null) === value);
  const row = Array.from({ length: rows }, (_, row) => row).find(fits);
  if (row === undefined) return null;
  const post = Object.fromEntries(names.map((name, column) => [name, values[column]![row] ?? null]));
  const moods = { negative: 0, neutral: 0, positive: 0, unknown: 0 };
  moods[moodNames[Number(post["mood"] ?? NaN) + 1] ?? "unknown"] = 1;
  const saved = posts.find(({ source, id }) => source === post["source"] && id === post["id"]);
  const corrected = all !== undefined && all.corrected === undefined
    ? { byHand: 0, byRule: 0 }
    : saved === undefined
    ? null
    : { byHand: "corrected_at" in saved ? 1 : 0, byRule: "mood_rule" in saved ? 1 : 0 };
  return { count: 1, authors: null, moods, corrected, posts: [post] };
}

// The windows of a longer one are those of the page, or those of rows that say where theirs end. Those that are saved are
// looked through: an address may name a window of any length.
function groupsWithin(
  groups: Record<string, SavedGroup>,
  { start: from, ...key }: WhyKey,
  until: number,
): SavedGroup[] {
  const rest = groupName(key);
  const within = Object.entries(groups).flatMap(([name, group]) => {
    const { start, until: end, ...others } = readGroupName(name);
    const ends = end === undefined ? Number(start) < until : Number(end) <= until;
    const isWithin = ends && Number(start) >= Number(from) && groupName(others) === rest;
    return isWithin ? [{ group, isOfPage: end === undefined }] : [];
  });
  const ofPage = within.filter(({ isOfPage }) => isOfPage);
  return (ofPage.length > 0 ? ofPage : within).map(({ group }) => group);
}

function merge(a: SavedGroup, b: SavedGroup): SavedGroup {
  return {
    count: a.count + b.count,
    authors: null,
    moods: a.moods.map((count, mood) => count + b.moods[mood]!) as SavedGroup["moods"],
    corrected: [correctedOf(a)[0] + correctedOf(b)[0], correctedOf(a)[1] + correctedOf(b)[1]],
    posts: [...new Set([...a.posts, ...b.posts])].sort((a, b) => a - b),
  };
}

function correctedOf({ corrected = [0, 0] }: SavedGroup): [number, number] {
  return corrected;
}
