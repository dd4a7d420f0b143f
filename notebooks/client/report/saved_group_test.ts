import assert from "node:assert/strict";
import { groupName, type SavedGroup } from "../../export/saved.ts";
import { findGroup, findPost } from "./saved_group.ts";

const posts = [{ mood: -1 }, { mood: 1 }, { mood: null }];
const groups = {
  [groupName({})]: {
    count: 9,
    authors: 4,
    moods: [3, 2, 3, 1] as [number, number, number, number],
    corrected: [1, 2] as [number, number],
    authorsByMood: { "-1": 2, "*": 3 },
    posts: [0, 1, 2],
  },
  [groupName({ start: 0, source: "x" })]: {
    count: 1,
    authors: 1,
    moods: [1, 0, 0, 0] as [number, number, number, number],
    corrected: [1, 0] as [number, number],
    posts: [0],
  },
  [groupName({ source: "x", start: 60 })]: {
    count: 2,
    authors: 1,
    moods: [0, 0, 1, 1] as [number, number, number, number],
    posts: [1, 2],
  },
};
const find = (key: Record<string, string | number | null>) => findGroup(groups, key, posts);
const moods = { negative: 3, neutral: 2, positive: 3, unknown: 1 };
const corrected = { byHand: 1, byRule: 2 };

Deno.test("findGroup() finds a group by its key, and its part of one mood", () => {
  assert.deepEqual(find({}), { count: 9, authors: 4, moods, corrected, posts });
  assert.deepEqual(find({ mood: -1 }), { count: 3, authors: 2, moods, corrected, posts: [posts[0]] });
  assert.deepEqual(find({ mood: "*" }), {
    count: 8,
    authors: 3,
    moods,
    corrected,
    posts: [posts[0], posts[1]],
  });
  assert.deepEqual(find({ mood: null }), { count: 1, authors: null, moods, corrected, posts: [posts[2]] });
  assert.equal(find({ source: "y" }), null);
});

Deno.test("findGroup() puts the windows of a longer one together", () => {
  assert.deepEqual(find({ start: 0, until: 120, source: "x" }), {
    count: 3,
    authors: null,
    moods: { negative: 1, neutral: 0, positive: 1, unknown: 1 },
    corrected: { byHand: 1, byRule: 0 },
    posts,
  });
  assert.equal(find({ start: 0, source: "x" })!.count, 1);
  assert.equal(find({ start: 180, until: 240, source: "x" }), null);
  assert.equal(find({ start: 60, until: 999_999_999_999_999, source: "x" })!.count, 2);
  assert.equal(find({ start: 60, until: "soon", source: "x" }), null);
});

Deno.test("findGroup() puts windows together that say themselves where they end", () => {
  const group = (posts: number[], moods: SavedGroup["moods"]) => ({
    count: posts.length,
    authors: 1,
    moods,
    posts,
  });
  const named = {
    [groupName({ emotion: "joy", start: 0, until: 480 })]: group([0], [1, 0, 0, 0]),
    [groupName({ emotion: "joy", start: 480, until: 960 })]: group([1, 2], [0, 0, 1, 1]),
    [groupName({ emotion: "anger", start: 0, until: 480 })]: group([2], [0, 0, 0, 1]),
  };
  const find = (start: number, until: number) => findGroup(named, { emotion: "joy", start, until }, posts);
  assert.deepEqual(find(480, 960)!.posts, [posts[1], posts[2]]);
  assert.deepEqual([find(0, 960)!.count, find(0, 480)!.authors, find(0, 960)!.authors], [3, 1, null]);
  assert.equal(find(0, 420), null);
});

Deno.test("findPost() finds the post that a row is", () => {
  const body = {
    names: ["source", "id", "mood"],
    types: ["text" as const, "text" as const, "number" as const],
    values: [["x", "x"], ["1", "2"], [null, 1]],
    rows: 2,
    cut: false,
  };
  const post = { source: "x", id: "2", mood: 1 };
  const all = groups[groupName({})]!;
  const { corrected: _, ...asModelled } = all;
  const find = (of: SavedGroup, saved: Record<string, unknown>[]) =>
    findPost(body, { source: "x", id: "2" }, of, saved);
  const found = {
    count: 1,
    authors: null,
    moods: { negative: 0, neutral: 0, positive: 1, unknown: 0 },
    corrected: null,
    posts: [post],
  };
  assert.deepEqual(find(all, []), found);
  assert.deepEqual(find(asModelled, []), { ...found, corrected: { byHand: 0, byRule: 0 } });
  assert.deepEqual(find(all, [{ ...post, mood_rule: "war zone" }]), {
    ...found,
    corrected: { byHand: 0, byRule: 1 },
  });
  assert.equal(findPost(body, { source: "x", id: "3" }, all, []), null);
});
