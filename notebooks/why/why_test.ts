import assert from "node:assert/strict";
import { land, minuteMs, start, withWhy } from "./why_harness.ts";

const query = (row: Record<string, unknown>, names: string[]) =>
  new URLSearchParams(names.map((name) => [`key.${name}`, String(row[name] ?? "")])).toString();

Deno.test("the posts behind each row are as many as the row says, for several topics", () =>
  withWhy(async ({ rows, posts }) => {
    let checked = 0;
    for (const topic of ["", "rain", "rain -sun", "nobody"]) {
      for (
        const [cell, names] of [["series", ["start"]], ["angry", ["source", "author_id"]], ["terms", [
          "term",
        ]]] as const
      ) {
        for (const row of (await rows(cell, `topic=${topic}`)).slice(0, 8)) {
          const behind = await posts(cell, `topic=${topic}&${query(row, [...names])}&limit=100`);
          assert.equal(behind.count, row["posts"], `${cell} ${JSON.stringify(row)}`);
          assert.equal(behind.posts.length, behind.count);
          checked++;
        }
      }
      const whole = await posts("series", `topic=${topic}&key.mood=-1`);
      const sum = (await rows("series", `topic=${topic}`)).reduce((n, row) => n + Number(row["negative"]), 0);
      assert.deepEqual([whole.count, whole.moods.negative], [sum, sum]);
    }
    assert.ok(checked > 40);
  }));

Deno.test("a number of one mood keeps the other moods beside it, and says model, window and query", () =>
  withWhy(async ({ posts }) => {
    const behind = await posts("angry", `key.start=2026-01-01T00:10Z&key.until=2026-01-01T00:20Z&key.mood=*`);
    assert.equal(behind.count, behind.moods.negative);
    const { moods, count, authors } = await posts("series", "key.mood=1&limit=0");
    assert.equal(moods.negative + moods.neutral + moods.positive + moods.unknown, 120);
    assert.deepEqual([count, authors], [moods.positive, 4]);
    assert.deepEqual([behind.from, behind.to], [start + 10 * minuteMs, start + 20 * minuteMs]);
    assert.deepEqual(behind.makers, {
      models: ["lexicon 1", "lexicon 2", "lexicon 3", "lexicon 4"],
      byHand: 0,
      byRule: 0,
    });
    assert.match(behind.query.sql, /^select source, author_id.*\$\{here\}/);
    assert.equal(behind.query.and, "mood = -1");
    assert.deepEqual(behind.query.binds.map(({ name }) => name), ["topic", "from", "asOf"]);
    assert.match(
      behind.postsQuery.sql,
      /where \$\{here\}\n {2}and created_at >= \$\{start\}\n {2}and created_at < \$\{end\}\n {2}and mood is not null\n {2}and landing/,
    );
    assert.deepEqual(behind.postsQuery.binds.at(0), { name: "landing", value: "1" });
  }));

Deno.test("a number knows the whole stream, its communities, and what streams say of that time", () =>
  withWhy(async ({ store, posts }) => {
    await store.writer.exec(`
      update base.posts set community = 'c' || (id::int // 6) % 2 where source = 'x';
      insert into base.coverage (noticed_at, source, stream, kind, detail, from_at, to_at, seen) values
        ('2026-01-01', 'x', 's', 'sampled', 'limit', epoch_ms(${start}), null, 0.25),
        ('2026-01-01', 'x', 's', 'gap', 'cut', epoch_ms(${start + 5 * minuteMs}), epoch_ms(${
      start + 6 * minuteMs
    }), null),
        ('2026-01-01', null, null, 'log-gap', 'offsets', null, null, null)`);
    const window = "key.start=2026-01-01T00:10Z&key.until=2026-01-01T00:20Z";
    const behind = await posts("terms", `topic=rain&key.term=wet&${window}`);
    assert.deepEqual([behind.count, behind.stream], [10, 20]);
    assert.equal(behind.communities, 2);
    assert.deepEqual(behind.coverage.map(({ kind, seen }) => [kind, seen]).sort(), [["gap", null], [
      "sampled",
      0.25,
    ]]);
    const far = await posts(
      "series",
      "key.start=2026-01-01T00:40Z&key.until=2026-01-01T00:50Z&key.source=reddit",
    );
    assert.deepEqual([far.communities, far.coverage.map(({ kind }) => kind)], [null, ["sampled"]]);
  }));

Deno.test("the posts behind a number are frozen by landing, paged without gap, and none comes twice", () =>
  withWhy(async ({ store, posts }) => {
    const asOf = "2026-01-01T01:00Z";
    await land(store, 2, 120, 150);
    assert.equal((await posts("series", `asOf=${asOf}&landing=1`)).count, 120);
    assert.equal((await posts("series", `asOf=${asOf}`)).count, 150);
    const ids = new Set<unknown>();
    for (let offset = 0; offset < 120; offset += 20) {
      for (const post of (await posts("series", `asOf=${asOf}&landing=1&offset=${offset}`)).posts) {
        ids.add(post["id"]);
      }
    }
    assert.equal(ids.size, 120);
  }));

Deno.test("CSV holds all posts behind a number, more than one stretch of them, and no formula", () =>
  withWhy(async ({ store, get, posts }) => {
    await land(store, 2, 120, 5120);
    const { count } = await posts("series", "topic=rain");
    const { text, type } = await get("series/posts?topic=rain&format=csv");
    const lines = text.trimEnd().split("\r\n");
    assert.equal(type, "text/csv; charset=utf-8");
    assert.equal(lines.length - 1, count);
    assert.equal(new Set(lines.map((line) => line.split(",")[2])).size, count + 1);
    assert.match(lines[1]!, /,"'=rain, ""0""",/);
  }));

Deno.test("a question that cannot be answered says why", () =>
  withWhy(async ({ get }) => {
    const cases: [string, number, RegExp][] = [
      ["nope/posts", 404, /No such cell/],
      ["constructor/posts", 404, /No such cell/],
      ["minutes_only/posts", 422, /does not count the posts of \$\{here\}/],
      ["series/posts?key.start=soon", 400, /must be a UTC time/],
      ["series/posts?key.norm=x", 400, /No key \\"norm\\"/],
      ["series/posts?key.mood=1;drop", 400, /must be a number/],
      ["series/posts?key.source=x&key.source=reddit", 400, /Key \\"source\\" must be given once/],
      ["series/posts?topic=(", 400, /"param":"topic"/],
      ["series/posts?nope=1", 400, /not a parameter/],
      ["series/posts?limit=1000", 400, /whole number up to 100/],
      ["series/posts?offset=-1", 400, /whole number/],
      ["series/posts?format=xml", 400, /json or csv/],
      ["series/posts?asOf=tomorrow", 400, /UTC time/],
      ["series/posts?asOf=2026-01-03T00:00Z", 400, /has not come yet/],
    ];
    for (const [path, status, message] of cases) {
      const answer = await get(path);
      assert.equal(answer.status, status, path);
      assert.match(answer.text, message);
    }
    const hostile = encodeURIComponent("'; drop table base.posts; -- \u0000 %");
    assert.equal(
      JSON.parse((await get(`series/posts?key.term=${hostile}&key.source=${hostile}`)).text).count,
      0,
    );
  }));

Deno.test("many questions wait their turn, and so do downloads; too many questions are told to come again", () =>
  withWhy(async ({ get }) => {
    const many = (path: string) => Promise.all(Array.from({ length: 80 }, () => get(path)));
    const [downloads, answers] = await Promise.all([many("series/posts?format=csv"), many("series/posts")]);
    assert.deepEqual(
      new Set(downloads.map(({ status, text }) => [status, text.split("\r\n").length].join())),
      new Set(["200,122"]),
    );
    const busy = answers.filter(({ status }) => status === 503);
    assert.equal(answers.filter(({ status }) => status === 200).length, 80 - busy.length);
    assert.ok(busy.length > 0 && busy.length < 20, `${busy.length} turned away`);
    assert.match(busy[0]!.text, /Too many questions at once/);
  }));

Deno.test("the query of a cell is shown as written, with its values", () =>
  withWhy(async ({ get }) => {
    const words = JSON.parse((await get("series/query?topic=rain")).text);
    assert.match(words.sql, /^select time_bucket\(\$\{bucket\}/);
    assert.deepEqual(
      Object.fromEntries(
        words.binds.map(({ name, value }: { name: string; value: string }) => [name, value]),
      ),
      { bucket: "1 min", topic: "rain", from: "2026-01-01T00:00Z", asOf: "2026-01-01T01:00Z" },
    );
    assert.equal(words.landing, 1);
    assert.match(JSON.parse((await get("minutes_only/query")).text).sql, /from minutes/);
  }));
