import assert from "node:assert/strict";
import fc from "fast-check";
import { clearlyFirst, joinForShare, shareInterval } from "./share.ts";

Deno.test("shareInterval() says nothing of fewer than 30", () => {
  assert.equal(shareInterval(10, 29), null);
  assert.equal(shareInterval(0, 0), null);
  assert.equal(shareInterval(1, Number.NaN), null);
});

Deno.test("shareInterval() gives Wilson's interval", () => {
  const { share, low, high } = shareInterval(10, 50)!;
  assert.equal(share, 0.2);
  assert.ok(Math.abs(low - 0.1124) < 0.001 && Math.abs(high - 0.3304) < 0.001);
  assert.equal(shareInterval(0, 40)!.low, 0);
  assert.equal(shareInterval(40, 40)!.high, 1);
});

Deno.test("clearlyFirst() names a leader only where chance would not", () => {
  const first = (...posts: number[]) => clearlyFirst(posts.map((posts) => ({ posts })));
  assert.deepEqual([first(), first(7), first(27, 26), first(18, 14), first(9, 9)], Array(5).fill(false));
  assert.deepEqual([first(8), first(40, 20), first(218, 112, 86)], Array(3).fill(true));
});

Deno.test("joinForShare() keeps order and leaves nothing out, once one group is full", () => {
  fc.assert(fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 60 }), (sizes, enough) => {
    const groups = joinForShare(sizes, (size) => size, enough);
    const sum = (of: number[]) => of.reduce((a, b) => a + b, 0);
    assert.ok(groups.every((group) => sum(group) >= enough));
    if (sum(sizes) >= enough) assert.equal(sum(groups.flat()), sum(sizes));
    else assert.deepEqual(groups, []);
  }));
});
