import assert from "node:assert/strict";
import { encodeCorrection } from "../../ingest/correction.ts";
import { encodeDeletion, encodeEngagement } from "../../ingest/post.ts";
import { dropOldTombstones } from "./deletions.ts";
import { type Bench, postLine, withBench } from "./landing_harness.ts";
import { recount } from "./recount.ts";

const hourMs = 3_600_000;
const at = Date.UTC(2026, 0, 1, 12);
const about = { stream: "test", receivedAt: at + hourMs };

Deno.test("an edit takes the place of the version before, at the time of the first", () =>
  withBench(async (bench) => {
    await bench.land([postLine({ id: "1", text: "I love it", author: "ann" })]);
    const [before] = await bench.store.writer.rows<{ row_no: number }>("select row_no from base.posts");
    const moved = { createdAt: at + 50 * hourMs };
    const edit = postLine({ id: "1", revision: 3, text: "I hate it", author: "ann", ...moved }, "unstable");
    const result = await bench.land([edit]);
    assert.deepEqual([result.landed, result.changed, result.duplicates], [0, 1, 0]);
    assert.deepEqual(
      [result.change.rewritten, result.change.minCreatedAt, result.change.maxCreatedAt],
      [true, at, at],
    );
    const [row] = await bench.store.writer.rows(
      "select text, norm, author, mood, revision, created_at, landing, changed_in, row_no, terms from base.posts",
    );
    assert.deepEqual(row, {
      text: "I hate it",
      norm: " i hate it ",
      author: "ann",
      mood: -1,
      revision: 3,
      created_at: at,
      landing: 1,
      changed_in: 2,
      row_no: row!.row_no,
      terms: "hate",
    });
    assert.ok(Number(row!.row_no) > before!.row_no, "a new version has a higher number");
    assert.deepEqual(await bench.store.writer.rows("select posts, negative, positive from minutes"), [
      { posts: 1, negative: 1, positive: 0 },
    ]);
    const again = await bench.land([edit, postLine({ id: "1", revision: 2, text: "older" })]);
    assert.deepEqual([again.landed, again.changed, again.duplicates], [0, 0, 2]);
    assert.equal((await bench.land([postLine({ id: "1", revision: 2, text: "older" })])).duplicates, 1);
    assert.equal(await bench.value("select text from posts"), "I hate it");
    assert.deepEqual(await recount(bench.store.writer), []);
  }));

Deno.test("a deletion empties its post, which still counts, and holds against replays and edits", () =>
  withBench(async (bench) => {
    const whole = {
      id: "1",
      title: "Secret",
      text: "secret #words by @bob $ACME https://a.example/secret",
      author: "secret",
      authorId: "s1",
      url: "https://x.com/secret/1",
      rules: ["secret"],
      place: "secret",
    };
    await bench.land([postLine(whole), postLine({ id: "2" })]);
    assert.equal(await found(bench, "secret"), 1);
    const deletion = encodeDeletion({ ...about, source: "x", scope: "post", key: "1", at, createdAt: at });
    const result = await bench.land([deletion, deletion]);
    assert.deepEqual([result.changed, result.duplicates, result.change.rewritten], [1, 1, true]);
    const replayed = await bench.land([deletion, postLine(whole), postLine({ ...whole, revision: 1 })]);
    assert.deepEqual([replayed.landed, replayed.changed, replayed.duplicates], [0, 0, 3]);
    assert.equal(await found(bench, "secret"), 0);
    assert.deepEqual(await bench.store.writer.rows("select posts, positive from minutes"), [
      { posts: 2, positive: 1 },
    ]);
    assert.equal(
      await bench.value("select count(*) from posts where deleted_at is not null and changed_in = 2"),
      1,
    );
    assert.deepEqual(await recount(bench.store.writer), []);
  }));

Deno.test("a deletion before its post, and a take-down of an author, hold for what comes later", () =>
  withBench(async (bench) => {
    const early = encodeDeletion({ ...about, source: "x", scope: "post", key: "1", at });
    const author = encodeDeletion({ ...about, source: "x", scope: "author", key: "ann", at });
    await bench.land([postLine({ id: "0", text: "secret", authorId: "ann" })]);
    await bench.land([early, author, postLine({ id: "2", text: "secret", authorId: "ann" })]);
    const later = await bench.land([
      postLine({ id: "1", text: "secret" }),
      postLine({ id: "3", text: "secret", authorId: "ann" }),
      postLine({ id: "3", source: "reddit", text: "of another network", authorId: "ann" }),
    ]);
    assert.deepEqual([later.landed, later.changed], [3, 0]);
    assert.equal(await found(bench, "secret"), 0);
    assert.equal(await bench.value("select count(*) from posts where deleted_at is not null"), 4);
    assert.equal(await bench.value("select count(*) from posts where deleted_at is null"), 1);
    assert.equal((await bench.land([early, author])).duplicates, 2);
    assert.deepEqual(await recount(bench.store.writer), []);
  }));

Deno.test("a deletion waits 30 days for its post, a take-down for ever", () =>
  withBench(async (bench) => {
    const days = 86_400_000;
    for (const scope of ["post", "author"] as const) {
      await bench.land([encodeDeletion({ ...about, source: "x", scope, key: "1", at })]);
    }
    const scopes = () => bench.value("select string_agg(scope, ' ' order by scope) from base.tombstones");
    await dropOldTombstones(bench.store.writer, Date.now() + 29 * days);
    assert.equal(await scopes(), "author post");
    await dropOldTombstones(bench.store.writer, Date.now() + 31 * days);
    assert.equal(await scopes(), "author");
  }));

Deno.test("of counters the newest hold, whenever they come, and they wait for their post", () =>
  withBench(async (bench) => {
    const read = (likes: number, minutes: number, id = "1") =>
      encodeEngagement({ ...about, source: "x", id, at: at + minutes * 60_000, likes });
    await bench.land([read(5, 5, "late"), postLine({ id: "1", engagement: { likes: 1, replies: 2 } })]);
    const result = await bench.land([read(30, 30), read(10, 10)]);
    assert.deepEqual([result.landed, result.changed, result.change.rewritten], [0, 2, true]);
    assert.ok(result.change.views.includes("engagement"));
    assert.deepEqual((await bench.land([read(30, 30), read(20, 20)])).duplicates, 1);
    await bench.land([postLine({ id: "late", engagement: { likes: 90 } })]);
    await bench.land([postLine({ id: "1", revision: 1, engagement: { likes: 70 } })]);
    assert.deepEqual(await bench.store.writer.rows("select id, likes, replies from posts order by id"), [
      { id: "1", likes: 30, replies: null },
      { id: "late", likes: 5, replies: null },
    ]);
    assert.equal(await bench.value("select sum(likes) from minutes"), 35);
    assert.equal(await bench.value("select count(*) from engagement"), 4);
    assert.deepEqual(await recount(bench.store.writer), []);
  }));

Deno.test("a correction holds before its post, through edits and replays, until a later one; none brings a deleted post's mood back", () =>
  withBench(async (bench) => {
    const correct = (mood: -1 | 0 | 1 | null, minutes: number, id = "1") =>
      encodeCorrection({
        entry: `${id} ${minutes}`,
        source: "x",
        id,
        mood,
        by: "ann",
        at: at + minutes * 60_000,
        createdAt: at,
      });
    const read = async () => {
      assert.deepEqual(await recount(bench.store.writer), []);
      const posts = await bench.store.writer.rows(
        "select id, mood, polarity, model_mood from posts order by id",
      );
      const minutes = await bench.store.writer.rows("select negative, neutral, positive from minutes");
      return [
        posts.map((row) => Object.values(row).slice(0, 2).join(" ")),
        Object.values(minutes[0]!).join(),
      ];
    };
    await bench.land([correct(-1, 1, "2"), postLine({ id: "1", text: "I love it" })]);
    assert.deepEqual(await read(), [["1 1"], "0,0,1"]);
    const result = await bench.land([correct(0, 2), correct(0, 2), postLine({ id: "2", text: "I love it" })]);
    assert.deepEqual(
      [result.landed, result.changed, result.duplicates, result.change.rewritten],
      [1, 1, 1, true],
    );
    assert.deepEqual(
      [result.change.minCreatedAt, result.change.maxCreatedAt, result.change.views.includes("corrections")],
      [at, at, true],
    );
    assert.deepEqual(await read(), [["1 0", "2 -1"], "1,1,0"]);
    const [modelled] = await bench.store.writer.rows(
      "select model_mood, model_polarity, polarity from posts where id = '1'",
    );
    assert.deepEqual([modelled!.model_mood, modelled!.polarity], [1, 0]);
    assert.ok(Number(modelled!.model_polarity) > 0);
    await bench.land([correct(1, 1), postLine({ id: "1", revision: 1, text: "I hate it" })]);
    assert.deepEqual(await read(), [["1 0", "2 -1"], "1,1,0"], "an older entry, and an edit, change nothing");
    assert.equal(await bench.value("select model_mood from posts where id = '1'"), -1);
    await bench.land([correct(null, 3)]);
    assert.deepEqual(await read(), [["1 -1", "2 -1"], "2,0,0"]);
    await bench.land([encodeDeletion({ ...about, source: "x", scope: "post", key: "2", at, createdAt: at })]);
    await bench.land([correct(1, 9, "2")]);
    assert.deepEqual(await read(), [["1 -1", "2 "], "1,0,0"]);
    assert.equal(await bench.value("select count(*) from corrections"), 5);
  }));

Deno.test("what is no whole notice becomes a dead letter", () =>
  withBench(async (bench) => {
    const deletion = encodeDeletion({ ...about, source: "x", scope: "post", key: "1", at });
    const counters = encodeEngagement({ ...about, source: "x", id: "1", at, likes: 1 });
    const bad = [
      deletion.slice(0, -1),
      deletion.replace('"post"', '"thread"'),
      deletion.replace('"key":"1"', '"key":1'),
      deletion.replace(`"at":${at}`, '"at":1e300'),
      counters.replace('"likes":1', '"likes":-1'),
      counters.replace(',"likes":1', ""),
      encodeCorrection({ entry: "e", source: "x", id: "1", mood: 1, by: "ann", at }).replace(
        '"mood":1',
        '"mood":2',
      ),
    ];
    const result = await bench.land([...bad, deletion]);
    assert.deepEqual([result.changed, result.dead], [1, bad.length]);
  }));

/** In how many rows of the base tables a text is found. */
async function found(bench: Bench, text: string): Promise<unknown> {
  const tables = await bench.store.writer.rows<{ name: string }>(
    "select table_name as name from duckdb_tables() where schema_name = 'base'",
  );
  const counts = tables.map(({ name }) =>
    `select count(*) as hits from base.${name} t where contains(lower(to_json(t)::varchar), '${text}')`
  );
  return await bench.value(`select sum(hits)::bigint from (${counts.join(" union all ")})`);
}
