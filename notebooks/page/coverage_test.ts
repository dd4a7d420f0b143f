import assert from "node:assert/strict";
import fc from "fast-check";
import { type CoverageLine, readCoverageRow, stretchesOf } from "./coverage.ts";

const line = (about: Partial<CoverageLine>): CoverageLine => ({
  source: "x",
  stream: "a",
  kind: "connected",
  from: 0,
  to: null,
  seen: null,
  noticed: 0,
  detail: "",
  ...about,
});
const span = { from: 0, to: 100, oldest: 20 };
const read = (lines: CoverageLine[], over = span) =>
  stretchesOf(lines, over).map(({ from, to, words }) => `${from}-${to} ${words}`);

Deno.test("stretchesOf() knows without a word of streams what came before the first post, and what after", () => {
  assert.deepEqual(read([]), ["0-20 gap: nothing received", "20-100 followed"]);
  assert.deepEqual(stretchesOf([], { ...span, oldest: null }).map(({ state }) => state), ["gap"]);
  assert.deepEqual(stretchesOf([], { ...span, oldest: -5 }).map(({ state }) => state), ["followed"]);
});

Deno.test("stretchesOf() takes the word of a stream, and of two the later one", () => {
  assert.deepEqual(
    read([
      line({ from: 5 }),
      line({ kind: "gap", from: 30, to: 40, noticed: 2 }),
      line({ kind: "sampled", seen: 0.25, from: 50, to: 60, noticed: 1 }),
      line({ kind: "lagging", from: 90, noticed: 3 }),
    ]),
    [
      "0-5 gap: nothing received",
      "5-30 followed",
      "30-40 gap: nothing received",
      "40-50 followed",
      "50-60 sampled, 1 in 4",
      "60-90 followed",
      "90-100 lagging",
    ],
  );
});

Deno.test("stretchesOf() says where some streams were followed and others not", () => {
  const others = [line({ stream: "b" }), line({ stream: "c" })];
  assert.deepEqual(read([line({}), ...others, line({ kind: "gap", from: 30, to: 40, noticed: 1 })]), [
    "0-30 followed",
    "30-40 in part: 2 of 3 streams",
    "40-100 followed",
  ]);
});

Deno.test("stretchesOf() leaves no hole and no overlap, whatever streams say", () => {
  const kinds = ["connected", "lagging", "gap", "sampled"];
  const anyLine = fc.record({
    stream: fc.constantFrom("a", "b"),
    kind: fc.constantFrom(...kinds),
    from: fc.integer({ min: -50, max: 150 }),
    to: fc.option(fc.integer({ min: -50, max: 150 })),
    noticed: fc.integer({ min: 0, max: 5 }),
    seen: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(fc.property(fc.array(anyLine, { maxLength: 8 }), fc.option(fc.integer()), (lines, oldest) => {
    const stretches = stretchesOf(lines.map(line), { ...span, oldest });
    assert.equal(stretches[0]!.from, 0);
    assert.equal(stretches.at(-1)!.to, 100);
    stretches.forEach(({ from, to }, at) => {
      assert.ok(from < to);
      if (at > 0) assert.equal(from, stretches[at - 1]!.to);
    });
  }));
});

Deno.test("readCoverageRow() leaves alone what is about no span of time", () => {
  assert.equal(readCoverageRow({ kind: "log-gap", detail: "offsets 1 to 2", from_at: null }), null);
  const row = { kind: "gap", stream: "a", source: "x", from_at: new Date(5), to_at: null, noticed_at: 7 };
  assert.deepEqual(readCoverageRow(row), line({ kind: "gap", from: 5, noticed: 7 }));
});
