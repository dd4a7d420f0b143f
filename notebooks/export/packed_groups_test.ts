import assert from "node:assert/strict";
import { packGroups, unpackGroups } from "./packed_groups.ts";
import { groupName, type SavedGroup } from "./saved.ts";

const group = (count: number, more: Partial<SavedGroup> = {}): SavedGroup => ({
  count,
  authors: count - 1,
  moods: [count, 0, 0, 0],
  posts: [count],
  ...more,
});
const groups = {
  [groupName({})]: group(9, { authorsByMood: { "-1": null, "*": 3 }, corrected: [1, 0] }),
  [groupName({ start: 0, emotion: "joy" })]: group(2),
  [groupName({ emotion: "anger", start: 60 })]: group(3, { authors: null }),
  [groupName({ mood: null })]: group(4, { posts: [] }),
  [groupName({ community: 'a "b"', source: "x" })]: group(5),
};

Deno.test("unpackGroups() gives the groups that were packed, also from a file", () => {
  const packed = packGroups(groups);
  assert.deepEqual(packed.map(({ key }) => key), [[], ["emotion", "start"], ["mood"], [
    "community",
    "source",
  ]]);
  assert.deepEqual(unpackGroups(JSON.parse(JSON.stringify(packed))), groups);
  assert.deepEqual(unpackGroups(packGroups({})), {});
});
