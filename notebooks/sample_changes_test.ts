import assert from "node:assert/strict";
import { withBench } from "../analysis/land/landing_harness.ts";
import { recount } from "../analysis/land/recount.ts";
import { analyseLine } from "../analysis/text/analyse_line.ts";
import { admitDocument } from "../ingest/sources/door.ts";
import { sampleDecoder } from "../ingest/sources/sample.ts";
import { minuteMs } from "../ingest/sources/sample/heads.ts";
import { editNote, simulateMinute } from "../ingest/sources/sample/minute.ts";
import { createPlan } from "../ingest/sources/sample/create_plan.ts";
import { TruthTally } from "../ingest/sources/sample/truth.ts";

const minutes = 120;
const from = Date.UTC(2026, 4, 9, 15) / minuteMs;

Deno.test("what the sample stream plants is what has landed: edits, deletions, take-downs, counters", () =>
  withBench(async ({ land, value, store }) => {
    const plan = createPlan();
    const { changes, posts } = new TruthTally(plan, [{ from, to: from + minutes }]).truth();
    const sums = { landed: 0, changed: 0, dead: 0 };
    for (let minute = from; minute < from + minutes; minute++) {
      const arrivals = simulateMinute(plan, minute * minuteMs);
      const lines = arrivals.flatMap(({ before, post, after, at: receivedAt }) =>
        [...before, { post }, ...after].flatMap((decoded) =>
          admitDocument(sampleDecoder, decoded, "", { stream: "sample", origin: "sample", receivedAt })
        )
      ).map(({ line }) => analyseLine(line));
      const result = await land(lines);
      for (const name of ["landed", "changed", "dead"] as const) sums[name] += result[name];
    }
    const { edit, deletion, early, refresh, takedown, byTakenDown } = changes;
    assert.deepEqual(sums, { landed: posts, changed: edit + deletion + early + refresh + takedown, dead: 0 });
    const count = (what: string) => value(`select count(*) from base.posts where ${what}`);
    assert.equal(await count("deleted_at is not null"), deletion + early + byTakenDown);
    assert.equal(await count(`revision = 1 and ends_with(text, '${editNote}')`), edit);
    assert.equal(await count("engagement_at is not null"), refresh);
    assert.equal(await value("select count(*) from base.tombstones where scope = 'author'"), takedown);
    assert.equal(await value("select sum(posts) from minutes"), posts);
    assert.deepEqual(await recount(store.writer), []);
  }));
