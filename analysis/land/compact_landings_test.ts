import assert from "node:assert/strict";
import { compactLandings } from "./compact_landings.ts";
import { withBench } from "./landing_harness.ts";

const now = Date.UTC(2026, 0, 20, 10, 30);

Deno.test("compactLandings() keeps each landing of 7 days, the sums of older hours, and the newest number", () =>
  withBench(async ({ store, value }) => {
    await store.writer.exec(`insert into base.landings (landing, landed_at, posts, duplicates, dead)
      select range + 1, make_timestamp(${now} * 1000) - interval ((1399 - range) * 10) minute, 2, 1, range % 2
      from range(1400)`);
    const sums = "select [sum(posts), sum(duplicates), sum(dead), max(landing)]::varchar from base.landings";
    const before = await value(sums);
    await compactLandings(store.writer, now);
    assert.equal(await value(sums), before);
    const old = "landed_at < '2026-01-13 10:00'";
    const hours = "count(distinct date_trunc('hour', landed_at))";
    const counts = `select [count(*) filter (${old}), ${hours} filter (${old}),
      count(*) filter (not (${old}))]::varchar from base.landings`;
    const after = String(await value(counts));
    assert.match(after, /^\[(\d+), \1, 1012\]$/, "one an hour, then each");
    assert.deepEqual(
      await store.writer.rows(
        "select * from landings where landed_at < '2026-01-13 10:00' order by 1 desc limit 1",
      ),
      [{
        landing: 388,
        landed_at: Date.UTC(2026, 0, 13, 9, 50),
        posts: 12,
        duplicates: 6,
        dead: 3,
        changed: 0,
      }],
    );
    await compactLandings(store.writer, now);
    assert.equal(await value(counts), after, "once");
    await compactLandings(store.writer, now + 30 * 86_400_000);
    assert.equal(await value(sums), before, "also when all are old");
  }));
