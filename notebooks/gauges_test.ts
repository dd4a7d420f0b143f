import assert from "node:assert/strict";
import { postLine, withBench } from "../analysis/land/landing_harness.ts";
import { createGaugeWriter, keepGaugesMs } from "../analysis/store/gauges.ts";
import { logPathOf } from "../ingest/data_files.ts";
import { createMeasure } from "./gauges.ts";

Deno.test("createMeasure() measures lag, rates and sizes, and leaves out what it cannot know yet", () =>
  withBench(async ({ store, dataDir, value }) => {
    let at = Date.UTC(2026, 0, 10);
    let current = { appended: 100n, landed: 70n };
    const measure = createMeasure({
      store,
      logPath: logPathOf(dataDir),
      progress: () => Promise.resolve(current),
      now: () => at,
    });
    await measure();
    assert.equal(
      await value("select string_agg(name, ' ' order by name) from gauges"),
      "database lag log memory",
    );
    assert.equal(await value("select value from gauges where name = 'lag'"), 30);
    for (const name of ["database", "log", "memory"]) {
      assert.ok(Number(await value(`select value from gauges where name = '${name}'`)) > 0, name);
    }
    at += 2000;
    current = { appended: 160n, landed: 170n };
    await measure();
    assert.equal(await value("select value from gauges where name = 'appended'"), 30);
    assert.equal(await value("select value from gauges where name = 'landed'"), 50);
    await createMeasure({
      store,
      logPath: null,
      progress: () => Promise.resolve(current),
      now: () => at + 1,
    })();
    assert.equal(await value("select count(*) from gauges where name = 'log'"), 2);
    assert.equal(await value("select count(*) from gauges where name = 'database'"), 3);
  }));

Deno.test("createGaugeWriter() keeps 7 days and waits for its turn between landings", () =>
  withBench(async ({ store, land, value }) => {
    const write = createGaugeWriter(store);
    const start = Date.UTC(2026, 0, 1);
    await write(start, { lag: 1 });
    await write(start + keepGaugesMs + 1, { lag: 2 });
    assert.equal(await value("select string_agg(value::int::varchar, ' ') from gauges"), "2");
    let measured = Promise.resolve();
    await store.inTurn(async () => {
      measured = write(start + keepGaugesMs + 2, { lag: 3 });
      await land([postLine({ id: "1" }), postLine({ id: "2" })]);
      assert.equal(await value("select count(*) from gauges"), 1);
    });
    await measured;
    assert.equal(await value("select count(*) from gauges"), 2);
    assert.equal(await value("select count(*) from posts"), 2);
  }));
