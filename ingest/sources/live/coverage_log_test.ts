import assert from "node:assert/strict";
import { CoverageLog } from "./coverage_log.ts";

const start = Date.UTC(2026, 0, 1);
const second = 1000;

function createLog() {
  const clock = { at: start };
  const log = new CoverageLog("bluesky", "bluesky", () => clock.at);
  const take = () =>
    log.take().map(({ line }) => JSON.parse(line)).map(({ kind, from, to }) => [
      kind,
      (from - start) / second,
      (to - start) / second,
    ]);
  const pass = (seconds: number) => clock.at += seconds * second;
  return { log, take, pass };
}

Deno.test("CoverageLog notes each minute that was received, when it is over", () => {
  const { log, take, pass } = createLog();
  log.live();
  pass(59);
  assert.deepEqual(take(), []);
  pass(1);
  log.live();
  assert.deepEqual(take(), [["connected", 0, 60]]);
  pass(30);
  log.lost();
  assert.deepEqual(take(), [["connected", 60, 90]]);
});

Deno.test("CoverageLog counts a break as received once what came during it has come", () => {
  const { log, take, pass } = createLog();
  log.live();
  pass(30);
  log.lost();
  take();
  pass(10);
  log.lost();
  pass(50);
  assert.deepEqual(take(), []);
  log.live();
  pass(1);
  assert.deepEqual(take(), [["connected", 30, 91]]);
});

Deno.test("CoverageLog lets a gap be one, in a break and in the middle", () => {
  const { log, take, pass } = createLog();
  log.live();
  pass(30);
  log.lost();
  pass(60);
  log.gap({ fromMs: start + 30 * second, toMs: start + 80 * second + 0.5, reason: "too old" });
  log.live();
  pass(60);
  log.gap({ fromMs: start + 120 * second, toMs: start + 130 * second, reason: "budget" });
  pass(60);
  assert.deepEqual(take(), [
    ["connected", 0, 30],
    ["gap", 30, 80.001],
    ["connected", 80, 120],
    ["gap", 120, 130],
    ["connected", 130, 210],
  ]);
});

Deno.test("CoverageLog does not count as received what is still being caught up with", () => {
  const { log, take, pass } = createLog();
  log.gap({ fromMs: start - 90 * second, toMs: start - 60 * second, reason: "too old" });
  pass(100);
  assert.deepEqual(take(), [["gap", -90, -60]]);
  log.live();
  assert.deepEqual(take(), [["connected", -60, 100]]);
});

Deno.test("CoverageLog says which share was kept of a minute of which not all was", () => {
  const clock = { at: start };
  const log = new CoverageLog("bluesky", "bluesky", () => clock.at);
  log.live();
  log.sampled(3, 3);
  log.sampled(0, 9);
  clock.at += 60 * second;
  const [noted] = log.take().map(({ line }) => JSON.parse(line));
  assert.deepEqual([noted.kind, noted.seen, noted.detail], ["sampled", 0.25, "3 of 12 posts were kept"]);
  log.sampled(2, 2);
  clock.at += 60 * second;
  assert.deepEqual(log.take().map(({ line }) => JSON.parse(line).kind), ["connected"]);
});
