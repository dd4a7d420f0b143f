import assert from "node:assert/strict";
import { compactMinutes } from "./compact_minutes.ts";
import { postLine, withBench } from "./landing_harness.ts";

Deno.test("compactMinutes() sums loose rows up, and pages see the same before, during and after", () =>
  withBench(async ({ land, store, value }) => {
    for (let i = 0; i < 6; i++) {
      const text = i % 2 === 0 ? "love" : "hate";
      await land(
        ["a", "b"].map((name, n) =>
          postLine({ id: `${name}${i}`, text, createdAt: Date.UTC(2026, 0, 1, 12, n) })
        ),
      );
    }
    const rollup = () => store.writer.rows("select * from minutes order by minute");
    const before = await rollup();
    assert.equal(await value("select count(*) from base.minutes"), 12);
    assert.equal(await compactMinutes(store.writer, 0, 13), 0, "too few to bother");
    assert.equal(await compactMinutes(store.writer, 0, 12), 2);
    assert.deepEqual(await rollup(), before);
    await land([postLine({ id: "late", createdAt: Date.UTC(2026, 0, 1, 12) })]);
    assert.equal(await value("select posts from minutes order by minute limit 1"), 7);
    assert.equal(await compactMinutes(store.writer, 2, 12), 2, "counted from the last time");
  }));
