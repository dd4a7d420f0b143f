import assert from "node:assert/strict";
import fc from "fast-check";
import { type Bench, postLine, withBench } from "../land/landing_harness.ts";
import type { FoundPosts, Landed, SharedPosts, Snapshot } from "./reads.ts";

const minuteMs = 60_000;
const start = Date.UTC(2026, 0, 1, 12);
const words = ["rain", "sun", "storm", "mild"];
const limits = { deadlineMs: 5000, maxRows: 5000 };
const time = (value: number) => ({ type: "time", value }) as const;

const rain: SharedPosts = {
  key: "rain",
  where: "contains(norm, $1)",
  binds: [{ type: "text", value: " rain " }],
  columns: ["id", "text", "terms"],
  from: start,
  asOf: start + 60 * minuteMs,
  moves: true,
};

const publish = (bench: Bench, landing: number, rewritten: boolean) =>
  bench.store.publish({ landing, posts: 1, views: ["posts"], minCreatedAt: 0, maxCreatedAt: 1, rewritten });

async function land(bench: Bench, posts: { id: string; text: string; createdAt: number }[]): Promise<void> {
  const { change } = await bench.land(posts.map((post) => postLine(post)));
  publish(bench, change.landing, false);
}

/** Changes posts that have landed, as edits and deletions do. */
async function rewrite(bench: Bench, sql: string): Promise<void> {
  const landing = ++bench.lander.landing;
  await bench.store.writer.exec(
    `begin; ${sql}; insert into base.landings (landing, landed_at, posts, duplicates, dead)
       values (${landing}, '2026-01-01', 0, 0, 0); commit`,
  );
  publish(bench, landing, true);
}

const inWindow = "created_at >= $2 and created_at < $3";
const bounds = ({ from, asOf }: SharedPosts) => [time(from), time(asOf)];

async function kept(posts: FoundPosts, wanted: SharedPosts) {
  const sql = `select ${wanted.columns.join(", ")} from ${posts.relation} as posts
    where $1 = $1 and ${inWindow} order by all`;
  return await posts.query(sql, [time(0), ...bounds(wanted)], limits);
}

async function anew(snapshot: Snapshot, wanted: SharedPosts) {
  const sql = `select ${
    wanted.columns.join(", ")
  } from posts where ${wanted.where} and ${inWindow} order by all`;
  return await snapshot.query(sql, [...wanted.binds, ...bounds(wanted)], limits);
}

async function find(snapshot: Snapshot, wanted: SharedPosts): Promise<FoundPosts | null> {
  const [found] = await snapshot.find([wanted], limits);
  assert.ok(!(found instanceof Error));
  return found!;
}

Deno.test("posts that are kept and carried on equal those found anew, whatever lands, is edited or deleted", () =>
  withBench(async (bench) => {
    let id = 0;
    const post = fc.record({ at: fc.integer({ min: -20, max: 80 }), word: fc.constantFrom(...words) })
      .map(({ at, word }) => ({
        id: String(id++),
        text: `a ${word} day`,
        createdAt: start + at * minuteMs,
      }));
    const act = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.array(post, { maxLength: 6 }).map((posts) => ({ kind: "land" as const, posts })),
      },
      fc.record({
        kind: fc.constant("rewrite" as const),
        nth: fc.integer({ min: 2, max: 5 }),
        sql: fc.constantFrom(
          "update base.posts set norm = ' now rain ', text = 'now rain' where id::integer % NTH = 0",
          "update base.posts set norm = ' now sun ', text = 'now sun' where id::integer % NTH = 0",
          "delete from base.posts where id::integer % NTH = 0",
          "update base.posts set terms = '' where id::integer % NTH = 0",
        ),
      }),
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("look" as const), shift: fc.integer({ min: 0, max: 40 }) }),
      },
      fc.record({ kind: fc.constant("hold" as const) }),
      fc.record({ kind: fc.constant("lookBack" as const) }),
    );
    const seen = { kept: 0, anew: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const held: Snapshot[] = [];
        const compare = async (snapshot: Snapshot, wanted: SharedPosts) => {
          const found = await find(snapshot, wanted);
          seen[found === null ? "anew" : "kept"]++;
          if (found !== null) assert.deepEqual(await kept(found, wanted), await anew(snapshot, wanted));
        };
        try {
          for (const act of acts) {
            if (act.kind === "land") await land(bench, act.posts);
            if (act.kind === "rewrite") await rewrite(bench, act.sql.replace("NTH", String(act.nth)));
            if (act.kind === "hold") held.push(await bench.store.reads.snapshot(1, 0, 1));
            if (act.kind === "look") {
              const by = act.shift * minuteMs;
              await using snapshot = await bench.store.reads.snapshot(1, 0, 2);
              await compare(snapshot, { ...rain, from: rain.from + by, asOf: rain.asOf + by });
            }
            if (act.kind === "lookBack") {
              await using snapshot = held.shift();
              if (snapshot !== undefined) await compare(snapshot, rain);
            }
          }
        } finally {
          for (const snapshot of held) await snapshot[Symbol.asyncDispose]();
        }
      }),
      { numRuns: 25 },
    );
    assert.ok(seen.kept > seen.anew, JSON.stringify(seen));
  }));

Deno.test("what is kept is carried on by what landed since, and only by that", () =>
  withBench(async (bench) => {
    const look = async () => {
      await using snapshot = await bench.store.reads.snapshot(1, 0, 2);
      const found = await find(snapshot, rain);
      const { rows } = await kept(found!, rain);
      return [/kept\.posts_\d+/.exec(found!.relation)![0], rows];
    };
    await land(bench, [{ id: "1", text: "rain", createdAt: start }]);
    const [table] = await look();
    // Posts that no landing brought would be found if it were searched for again.
    await bench.store.writer.exec("insert into base.posts select * replace ('2' as id) from base.posts");
    await land(bench, [{ id: "3", text: "rain", createdAt: start + 1 }]);
    assert.deepEqual(await look(), [table, 2]);
    await rewrite(bench, "delete from base.posts where id = '2'");
    const [later, rows] = await look();
    assert.notEqual(later, table);
    assert.equal(rows, 2);
    assert.deepEqual(
      await bench.value("select count(*) from duckdb_tables() where database_name = 'kept'"),
      1,
    );
  }));

Deno.test("posts that take too long to find, or that nobody wants any more, leave nothing behind", () =>
  withBench(async (bench) => {
    await land(bench, [{ id: "1", text: "rain", createdAt: start }]);
    const endless: SharedPosts = {
      ...rain,
      key: "endless",
      where:
        "(select count(*) from range(1000000000) a, range(100000) b where a.range + tokens > 0) > $1::double",
      binds: [{ type: "number", value: 0 }],
    };
    {
      await using snapshot = await bench.store.reads.snapshot(1, 0, 2);
      const [late] = await snapshot.find([endless], { ...limits, deadlineMs: 100 });
      assert.equal(late instanceof Error && late.name, "QueryLate");
    }
    {
      await using snapshot = await bench.store.reads.snapshot(1, 0, 2);
      const stop = new AbortController();
      const finding = snapshot.find([endless], limits, stop.signal);
      stop.abort(new Error("nobody waits"));
      await assert.rejects(finding, /nobody waits/);
    }
    await using snapshot = await bench.store.reads.snapshot(1, 0, 2);
    const [late, found] = await snapshot.find([endless, rain], { ...limits, deadlineMs: 300 });
    assert.ok(late instanceof Error);
    assert.equal(found === null ? 1 : (await kept(found as FoundPosts, rain)).rows, 1);
  }));

Deno.test("a change of which a snapshot has not heard yet is not guessed at", () =>
  withBench(async (bench) => {
    await land(bench, [{ id: "1", text: "rain", createdAt: start }]);
    await using first = await bench.store.reads.snapshot(1, 0, 1);
    assert.notEqual(await find(first, rain), null);
    const { change } = await bench.land([postLine({ id: "2", text: "rain", createdAt: start })]);
    await using second = await bench.store.reads.snapshot(1, 0, 1);
    assert.equal(await find(second, rain), null);
    bench.store.publish(change satisfies Landed);
    await using third = await bench.store.reads.snapshot(1, 0, 1);
    assert.equal((await kept((await find(third, rain))!, rain)).rows, 2);
  }));

Deno.test("an older snapshot reads what others have carried on since as it was at its own moment", () =>
  withBench(async (bench) => {
    await land(bench, [{ id: "1", text: "rain", createdAt: start }]);
    await using older = await bench.store.reads.snapshot(1, 0, 1);
    const rowsOf = async (snapshot: Snapshot) => (await kept((await find(snapshot, rain))!, rain)).rows;
    for (const id of ["2", "3"]) {
      await land(bench, [{ id, text: "rain", createdAt: start }]);
      await using newer = await bench.store.reads.snapshot(1, 0, 1);
      assert.equal(await rowsOf(newer), Number(id));
    }
    assert.equal(await rowsOf(older), 1);
    await using stale = await bench.store.reads.snapshot(1, 0, 1);
    await rewrite(bench, "delete from base.posts where id = '2'");
    await using newest = await bench.store.reads.snapshot(1, 0, 1);
    assert.equal(await rowsOf(newest), 2);
    assert.equal(await find(stale, rain), null);
  }));
