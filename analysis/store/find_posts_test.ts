import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeCorrection } from "../../ingest/correction.ts";
import { encodeDeletion, encodeEngagement } from "../../ingest/post.ts";
import { type Bench, postLine, withBench } from "../land/landing_harness.ts";
import type { FoundPosts, Landed, SharedPosts, Snapshot } from "./reads.ts";

const minuteMs = 60_000;
const start = Date.UTC(2026, 0, 1, 12);
const words = ["rain", "sun", "storm", "mild"];
const limits = { deadlineMs: 30_000, maxRows: 5000 };
const time = (value: number) => ({ type: "time", value }) as const;

const rain: SharedPosts = {
  key: "rain",
  where: "contains(norm, $1)",
  relation: null,
  binds: [{ type: "text", value: " rain " }],
  columns: ["id", "text", "terms", "likes", "mood", "model_mood"],
  from: start,
  asOf: start + 60 * minuteMs,
  moves: true,
};

/** Lands lines and tells readers. */
async function land(bench: Bench, ...lines: string[]): Promise<Landed> {
  const { change } = await bench.land(lines);
  bench.store.publish(change);
  return change;
}

const about = { stream: "s", origin: "o", receivedAt: start };
const post = (id: string, text: string, createdAt = start, revision = 0) =>
  postLine({ id, text, createdAt, revision });
const deletion = (id: string) =>
  encodeDeletion({ ...about, source: "x", scope: "post", key: id, at: start + 1, createdAt: start });
const reading = (id: string, likes: number) =>
  encodeEngagement({ ...about, source: "x", id, at: start + 200 * minuteMs + likes, likes });
const correction = (id: string, mood: -1 | 0 | 1 | null, version: number) =>
  encodeCorrection({ entry: `${version}`, source: "x", id, mood, by: "ann", at: start + version });

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

Deno.test("posts that are kept and carried on equal those found anew, whatever lands, is edited, deleted or corrected", async () => {
  const id = fc.integer({ min: 0, max: 12 }).map(String);
  let version = 0;
  const line = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ id, word: fc.constantFrom(...words) })
        .map(({ id, word }) =>
          post(id, `a ${word} day`, start + (Number(id) * 8 - 20) * minuteMs, version++)
        ),
    },
    id.map(deletion),
    { weight: 2, arbitrary: id.map((id) => reading(id, version++)) },
    {
      weight: 2,
      arbitrary: fc.tuple(id, fc.constantFrom(-1, 0, 1, null)).map(([id, mood]) =>
        correction(id, mood, version++)
      ),
    },
  );
  const act = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(line, { maxLength: 5 }).map((lines) => ({ kind: "land" as const, lines })),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("look" as const), shift: fc.integer({ min: 0, max: 12 }) }),
    },
    fc.record({ kind: fc.constant("hold" as const) }),
    fc.record({ kind: fc.constant("lookBack" as const) }),
  );
  const seen = { kept: 0, anew: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 40 }), (acts) =>
      withBench(async (bench) => {
        const held: Snapshot[] = [];
        const compare = async (snapshot: Snapshot, wanted: SharedPosts) => {
          const found = await find(snapshot, wanted);
          seen[found === null ? "anew" : "kept"]++;
          if (found !== null) assert.deepEqual(await kept(found, wanted), await anew(snapshot, wanted));
        };
        try {
          for (const act of acts) {
            if (act.kind === "land") await land(bench, ...act.lines);
            if (act.kind === "hold" && held.length < 3) held.push(await bench.store.reads.snapshot(1, 0, 1));
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
      })),
    { numRuns: 12 },
  );
  assert.ok(seen.kept > seen.anew, JSON.stringify(seen));
});

Deno.test("what is kept is carried on by what landed since and set right where posts were changed, and only there", () =>
  withBench(async (bench) => {
    const look = async () => {
      await using snapshot = await bench.store.reads.snapshot(1, 0, 2);
      const found = await find(snapshot, rain);
      const { values } = await kept(found!, rain);
      return [/kept\.posts_\d+/.exec(found!.relation)![0], values[0]!.join(" "), values[3]!.join(" ")];
    };
    await land(bench, post("1", "rain"), post("2", "sun"), post("3", "rain"));
    assert.deepEqual(await look(), ["kept.posts_1", "1 3", " "]);
    // A post that no landing brought would be found if all were searched for again.
    await bench.store.writer.exec(
      "insert into base.posts select * replace ('9' as id) from base.posts where id = '1'",
    );
    await land(bench, post("4", "rain"));
    assert.deepEqual(await look(), ["kept.posts_1", "1 3 4", "  "]);
    await land(
      bench,
      post("2", "rain", start, 1),
      post("3", "sun", start, 1),
      deletion("4"),
      reading("1", 7),
    );
    assert.deepEqual(await look(), ["kept.posts_1", "1 2", "7 "]);
    // While somebody may still read it as it was, it is not changed but made anew.
    await using older = await bench.store.reads.snapshot(1, 0, 1);
    const before = await find(older, rain);
    await land(bench, deletion("1"));
    assert.deepEqual(await look(), ["kept.posts_2", "2 9", " "]);
    assert.equal((await kept(before!, rain)).rows, 2);
  }));

Deno.test("posts that take too long to find, or that nobody wants any more, leave nothing behind", () =>
  withBench(async (bench) => {
    await land(bench, post("1", "rain"));
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
    await land(bench, post("1", "rain"));
    await using first = await bench.store.reads.snapshot(1, 0, 1);
    assert.notEqual(await find(first, rain), null);
    const { change } = await bench.land([post("2", "rain")]);
    await using second = await bench.store.reads.snapshot(1, 0, 1);
    assert.equal(await find(second, rain), null);
    bench.store.publish(change satisfies Landed);
    await using third = await bench.store.reads.snapshot(1, 0, 1);
    assert.equal((await kept((await find(third, rain))!, rain)).rows, 2);
  }));

Deno.test("an older snapshot reads what others have carried on since as it was at its own moment", () =>
  withBench(async (bench) => {
    await land(bench, post("1", "rain"));
    await using older = await bench.store.reads.snapshot(1, 0, 1);
    const rowsOf = async (snapshot: Snapshot) => (await kept((await find(snapshot, rain))!, rain)).rows;
    for (const id of ["2", "3"]) {
      await land(bench, post(id, "rain"));
      await using newer = await bench.store.reads.snapshot(1, 0, 1);
      assert.equal(await rowsOf(newer), Number(id));
    }
    assert.equal(await rowsOf(older), 1);
    await using stale = await bench.store.reads.snapshot(1, 0, 1);
    await land(bench, deletion("2"));
    await using newest = await bench.store.reads.snapshot(1, 0, 1);
    assert.equal(await rowsOf(newest), 2);
    assert.equal(await find(stale, rain), null);
  }));

Deno.test("what was deleted is soon kept nowhere, also where nobody asks for it any more", () =>
  withBench(async (bench) => {
    await land(bench, post("1", "secret rain"));
    {
      await using snapshot = await bench.store.reads.snapshot(1, 0, 1);
      assert.equal((await kept((await find(snapshot, rain))!, rain)).rows, 1);
    }
    await land(bench, deletion("1"));
    const tables = () => bench.value("select count(*) from duckdb_tables() where database_name = 'kept'");
    for (const end = Date.now() + 10_000; await tables() !== 0;) {
      assert.ok(Date.now() < end, "the table is still there");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }));
