import assert from "node:assert/strict";
import { encodeCoverage } from "../../ingest/coverage.ts";
import { withBench } from "./landing_harness.ts";

const at = Date.UTC(2026, 0, 10);
const state = (stream: string, detail: string, seconds: number) =>
  encodeCoverage({
    kind: "state",
    detail,
    at: at + seconds * 1000,
    source: "rss",
    stream,
    from: at + seconds * 1000,
  });

Deno.test("of a stream the newest state is kept, in whichever order they come, and coverage shows none", () =>
  withBench(async ({ store, land }) => {
    const failed = state("a", "failed: The source fails (HTTP 500): see\nthere", 5);
    await land([state("a", "live", 1), state("b", "live", 2), failed, state("a", "live", 3)]);
    await land([state("a", "live", 4), failed]);
    const rows = await store.writer.rows(
      "select stream, source, state, reason, since from stream_states order by stream",
    );
    assert.deepEqual(rows, [
      {
        stream: "a",
        source: "rss",
        state: "failed",
        reason: "The source fails (HTTP 500): see\nthere",
        since: at + 5000,
      },
      { stream: "b", source: "rss", state: "live", reason: null, since: at + 2000 },
    ]);
    assert.deepEqual(await store.writer.rows("select * from coverage"), []);
  }));
