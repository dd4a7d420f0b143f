import type { Columns } from "../../../analysis/store/reads.ts";
import { groupName, type SavedGroup } from "../../export/saved.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import type { WhyKey } from "../why/why.ts";

/** What is known of the posts behind a number, and those of them that are saved. */
export type Group = Pick<PostsBehind, "count" | "authors" | "moods" | "posts">;

const moodNames = ["negative", "neutral", "positive"] as const;

/** The group of a key among those of its filter: one of them, several windows together, or its part of one mood. Null where none is saved. */
export function findGroup(
  groups: Record<string, SavedGroup>,
  { mood, until, ...key }: WhyKey,
  bucketMs: number,
  posts: Record<string, unknown>[],
): Group | null {
  const found = windowsOf(key, until, bucketMs).flatMap((key) => groups[groupName(key)] ?? []);
  if (found.length === 0) return null;
  const all = found.length === 1 ? found[0]! : found.reduce(merge);
  const sample = all.posts.map((place) => posts[place]!);
  const [negative, neutral, positive, unknown] = all.moods;
  const moods = { negative, neutral, positive, unknown };
  if (mood === undefined) return { count: all.count, authors: all.authors, moods, posts: sample };
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
    posts: sample.filter(({ mood: own = null }) => isKnown ? own !== null : own === mood),
  };
}

/** The post of a result that a key names, as a group of one; null where the result does not hold it. */
export function findPost({ names, values, rows }: Columns, key: WhyKey): Group | null {
  const fits = (row: number) =>
    Object.entries(key).every(([name, value]) => (values[names.indexOf(name)]?.[row] ?? null) === value);
  const row = Array.from({ length: rows }, (_, row) => row).find(fits);
  if (row === undefined) return null;
  const post = Object.fromEntries(names.map((name, column) => [name, values[column]![row] ?? null]));
  const moods = { negative: 0, neutral: 0, positive: 0, unknown: 0 };
  moods[moodNames[Number(post["mood"] ?? NaN) + 1] ?? "unknown"] = 1;
  return { count: 1, authors: null, moods, posts: [post] };
}

function windowsOf(key: WhyKey, until: WhyKey[string] | undefined, bucketMs: number): WhyKey[] {
  const start = key["start"];
  if (start === undefined || until === undefined) return [key];
  const count = Math.ceil((Number(until) - Number(start)) / bucketMs);
  return Array.from({ length: count }, (_, nth) => ({ ...key, start: Number(start) + nth * bucketMs }));
}

function merge(a: SavedGroup, b: SavedGroup): SavedGroup {
  return {
    count: a.count + b.count,
    authors: null,
    moods: a.moods.map((count, mood) => count + b.moods[mood]!) as SavedGroup["moods"],
    posts: [...new Set([...a.posts, ...b.posts])].sort((a, b) => a - b),
  };
}
