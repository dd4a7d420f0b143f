import assert from "node:assert/strict";
import { needsShared, sharedPath } from "../base/test_needs.ts";
import { tallyReplay } from "./replay_tally.ts";

// Lines and unique ids as the README of the data states them.
const twitterV1: [name: string, lines: number, unique: number][] = [
  ["stocknet_2014-04-20_2014-04-27", 1851, 1604],
  ["stocknet_2014-05-17_2014-06-07", 6560, 3941],
  ["stocknet_2014-09-07_2014-09-21", 2078, 1786],
  ["stocknet_2016-01-31_2016-04-01", 8994, 7264],
  ["utwente_dutch-stream_2016-01-22T0500", 1000, 1000],
];

for (const [name, lines, unique] of twitterV1) {
  Deno.test(
    `replay of twitter-v1/${name} yields every line, ${unique} ids and no dead letter`,
    needsShared,
    async () => {
      const tally = await tallyReplay([sharedPath(`data/twitter-v1/${name}.ndjson.gz`)]);
      assert.equal(tally.posts.length, lines);
      assert.equal(tally.unique.size, unique);
      assert.deepEqual(tally.reasons, {});
      assert.deepEqual(tally.failures, []);
      assert.equal(tally.stream, `replay:${name}`);
    },
  );
}
