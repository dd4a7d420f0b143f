import assert from "node:assert/strict";
import { toRows } from "../rows.ts";
import { shareLines } from "./share_points.ts";

const body = (values: [number, string, number][]) =>
  toRows({
    names: ["start", "until", "emotion", "posts"],
    types: ["time", "time", "text", "number"],
    values: [
      values.map(([start]) => start),
      values.map(([start]) => start + 10),
      values.map(([, emotion]) => emotion),
      values.map(([, , posts]) => posts),
    ],
    rows: values.length,
    cut: false,
  }, { name: "feelings", key: ["start", "until", "emotion"] });
const lines = (values: [number, string, number][]) =>
  shareLines({ rows: body(values), by: "emotion", rest: "neutral" }, 25);

Deno.test("shareLines() gives each kind's share of all posts, the most common kind first", () => {
  const found = lines([[0, "joy", 10], [0, "neutral", 30], [10, "anger", 40], [10, "joy", 20], [
    20,
    "neutral",
    60,
  ]]);
  assert.deepEqual(found.map(({ name, all }) => [name, all.share]), [["anger", 0.25], ["joy", 30 / 160]]);
  assert.deepEqual(
    found[1]!.points.map(({ from, to, posts, of, share }) => [from, to, posts, of, share]),
    [[0, 10, 10, 40, 0.25], [10, 20, 20, 60, 1 / 3], [20, 25, 0, 60, 0]],
  );
  assert.deepEqual(found[1]!.points.map(({ why }) => why?.key), [
    { start: 0, until: 10, emotion: "joy" },
    { start: 10, until: 20, emotion: "joy" },
    undefined,
  ]);
});

Deno.test("shareLines() joins windows that hold too few, and the posts behind a point are of all of them", () => {
  const [joy] = lines([[0, "joy", 4], [0, "neutral", 16], [10, "joy", 6], [10, "neutral", 14], [
    20,
    "joy",
    1,
  ]]);
  assert.deepEqual(joy!.points.map(({ from, to, posts, of }) => [from, to, posts, of]), [[0, 25, 11, 41]]);
  assert.deepEqual(joy!.points[0]!.why!.key, { start: 0, until: 30, emotion: "joy" });
});

Deno.test("shareLines() has no line where there are too few posts for a share", () => {
  assert.deepEqual(lines([]), []);
  assert.deepEqual(lines([[0, "joy", 1]]), []);
  assert.deepEqual(lines([[0, "neutral", 90]]), []);
});
