import assert from "node:assert/strict";
import { createHealth } from "./health.ts";

const path = "/home/someone/data/groundswell.duckdb";

/** Health over stages, a log and a clock that the test moves. */
function bench(isPublic = false) {
  const state = {
    at: 0,
    progress: { appended: 10n, landed: 10n } as { appended: bigint; landed: bigint } | Error,
    problem: undefined as string | undefined,
  };
  const health = createHealth({
    watched: new Map([["landing", () => undefined], ["files", () => state.problem]]),
    progress: () =>
      state.progress instanceof Error ? Promise.reject(state.progress) : Promise.resolve(state.progress),
    isPublic,
    now: () => state.at,
  });
  return { state, health };
}

Deno.test("createHealth() is well while all stages run and the log answers", async () => {
  const { state, health } = bench();
  const well = { ok: true, stages: { landing: "runs", files: "runs", log: "runs" }, lag: 0 };
  assert.deepEqual([await health.alive(), await health.ready()], [well, well]);
  state.problem = `File "${path}" was removed`;
  assert.deepEqual((await health.ready()).stages.files, state.problem);
  assert.equal((await health.alive()).ok, false);
  state.problem = undefined;
  state.progress = new Error("broker away");
  const { ok, stages, lag } = await health.ready();
  assert.deepEqual([ok, stages.log, lag], [false, "broker away", undefined]);
});

Deno.test("createHealth() is not ready while lines wait and none has landed for 30 s, and is again when one has", async () => {
  const { state, health } = bench();
  state.at = 100_000;
  assert.equal((await health.ready()).ok, true, "nothing waits");
  state.progress = { appended: 12n, landed: 10n };
  state.at = 129_000;
  assert.equal((await health.ready()).ok, true);
  state.at = 130_000;
  const still = await health.ready();
  assert.deepEqual([still.ok, still.stages.landing, still.lag], [
    false,
    "2 lines wait, and none has landed for 30 s",
    2,
  ]);
  assert.equal((await health.alive()).ok, true, "the process itself is well");
  health.moved();
  assert.equal((await health.ready()).ok, true);
  state.at = 170_000;
  state.progress = { appended: 13n, landed: 11n };
  assert.equal((await health.ready()).ok, true, "it has moved");
});

Deno.test("createHealth() tells anyone who asks which stage fails, and nothing of the machine", async () => {
  const { state, health } = bench(true);
  state.problem = `File "${path}" was removed`;
  state.progress = new Error(`no file ${path}`);
  for (const answer of [await health.alive(), await health.ready()]) {
    assert.equal(answer.ok, false);
    assert.doesNotMatch(JSON.stringify(answer), /home|someone|duckdb/);
    assert.match(answer.stages.files!, /does not run/);
  }
});
