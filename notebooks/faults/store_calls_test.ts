import assert from "node:assert/strict";
import { landBatch } from "../../analysis/land/land_batch.ts";
import { prepareLanding } from "../../analysis/land/lander.ts";
import { batchOf, type Bench, postLine, withBench } from "../../analysis/land/landing_harness.ts";
import { openOffsets } from "../../analysis/land/offsets.ts";
import type { Connection } from "../../analysis/store/duckdb.ts";
import { encodeDead } from "../../ingest/dead_letter.ts";

const calls = ["exec", "rows", "columns", "appendNumbered"] as const;
const mostCalls = 200;
const about = { source: "x", stream: "s", stage: "decode" as const, reason: "is cut", at: 1e12 };

/** Lets the n-th call on a connection fail, before or after it was done; says how many there were. */
function failCall(connection: Connection, n: number, done: boolean): { calls(): number; mend(): void } {
  let seen = 0;
  const own = connection as unknown as Record<string, unknown>;
  for (const name of calls) {
    const real = (connection[name] as (...args: unknown[]) => Promise<unknown>).bind(connection);
    own[name] = async (...args: unknown[]) => {
      const mine = ++seen;
      if (mine === n && !done) throw new Error(`call ${n} failed`);
      const result = await real(...args);
      if (mine === n) throw new Error(`call ${n} failed after it was done`);
      return result;
    };
  }
  return {
    calls: () => seen,
    mend() {
      for (const name of calls) delete own[name];
    },
  };
}

/** Lines of a landing: posts, one that comes twice, one with an older time, and a dead letter. */
function linesOf(round: number): string[] {
  const ids = ["a", "b", "c", "b"].map((id) => `${round}${id}`);
  const posts = ids.map((id, i) => postLine({ id, createdAt: Date.UTC(2026, 0, 1 + i % 3) }));
  return [...posts, encodeDead({ ...about, origin: `f:${round}` }, "{")];
}

async function landRound(bench: Bench, round: number): Promise<void> {
  // As a process does that starts: nothing is known but what the database holds.
  const lander = await prepareLanding(bench.store.writer);
  const offsets = await openOffsets(bench.store.writer, bench.log, "posts", Date.now(), () => {});
  const lines = linesOf(round);
  const from = BigInt(round * lines.length);
  await landBatch(lander, offsets, batchOf(from, lines), Date.now());
}

for (const done of [false, true]) {
  Deno.test(`the n-th call of the store fails ${done ? "after" : "before"} it is done, for every n: nothing is lost or doubled`, () =>
    withBench(async (bench) => {
      const records = Array.from({ length: mostCalls }, (_, round) => linesOf(round)).flat();
      await bench.log.append("posts", records.map((line) => ({ key: "", line })));
      let failed = 0;
      for (let n = 1;; n++) {
        assert.ok(n < mostCalls);
        const fault = failCall(bench.store.writer, n, done);
        const error = await landRound(bench, n - 1).then(() => undefined, (error: Error) => error);
        fault.mend();
        await bench.store.writer.exec("rollback").catch(() => {});
        if (error !== undefined) await landRound(bench, n - 1);
        const counted = await bench.store.writer.rows(`select (select count(*) from base.posts) as posts,
          (select count(distinct id) from base.posts) as ids, (select sum(posts) from minutes) as minutes,
          (select count(*) from base.dead_letters) as dead, (select next from base.offsets) as next`);
        assert.deepEqual(
          counted,
          [{ posts: 3 * n, ids: 3 * n, minutes: 3 * n, dead: n, next: 5 * n }],
          `call ${n}`,
        );
        if (fault.calls() < n) {
          assert.equal(error, undefined);
          break;
        }
        // A roll-back that fails is not heard of: the connection is given up with the process.
        if (error !== undefined) failed++;
      }
      assert.ok(failed > 10, `${failed} calls failed`);
    }));
}
