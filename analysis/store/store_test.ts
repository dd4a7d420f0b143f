import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "./store.ts";
import { withStore } from "./store_harness.ts";

const limits = { deadlineMs: 30_000, maxRows: 1000 };

Deno.test("openStore() makes the schema once and opens it again", async () => {
  const dataDir = await Deno.makeTempDir();
  for (let i = 0; i < 2; i++) {
    await using store = await openStore(dataDir);
    const rows = await store.writer.rows<{ version: number }>("select version from migrations");
    const versions = rows.map(({ version }) => version);
    assert.equal(versions[0], 1);
    assert.equal(new Set(versions).size, versions.length, "each migration once");
  }
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("openStore() refuses the file of a newer program", async () => {
  const dataDir = await Deno.makeTempDir();
  {
    await using store = await openStore(dataDir);
    await store.writer.exec("insert into migrations values (99, 'future', now()::timestamp)");
  }
  await assert.rejects(openStore(dataDir), {
    name: "Fatal",
    message: /schema is version 99, this program knows \d+;/,
  });
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("openStore() refuses a damaged file by name", async () => {
  const dataDir = await Deno.makeTempDir();
  const path = join(dataDir, "groundswell.duckdb");
  const whyNot = async () => {
    try {
      await (await openStore(dataDir))[Symbol.asyncDispose]();
    } catch (error) {
      assert.match(`${error}`, /^Fatal: Cannot open database "[^"]+groundswell.duckdb": /);
      return String(error);
    }
  };
  {
    await using store = await openStore(dataDir);
    await store.writer.exec(
      "insert into base.sources select 's' || range, 1, '2026-01-01', null, false from range(100000)",
    );
  }
  const whole = await Deno.readFile(path);
  const [headersBytes, blockBytes] = [3 * 4096, 256 * 1024];
  const reasons: (string | undefined)[] = [];
  for (let at = headersBytes; at < whole.length; at += blockBytes) {
    await Deno.writeFile(path, whole.slice().fill(255, at, at + blockBytes));
    reasons.push(await whyNot());
  }
  assert.ok(reasons.some((reason) => reason?.includes("Corrupt database file")), `${reasons}`);
  await Deno.writeTextFile(path, "not a database");
  assert.match(`${await whyNot()}`, /not a valid DuckDB database file/);
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("checkCell() passes SELECTs over views and says which views they read", () =>
  withStore(async ({ reads }) => {
    const views = async (sql: string) => (await reads.checkCell(sql)).views;
    assert.deepEqual(await views("select count(*) from posts where contains(norm, $1)"), ["posts"]);
    assert.deepEqual(
      await views(
        `with days as (select date_trunc('day', minute) as day, sum(posts) as n from minutes
        group by all) select day, n, lag(n) over (order by day) from days, range(3) r(i)
        where exists (from sources where posts > 0)`,
      ),
      ["minutes", "sources"],
    );
    assert.deepEqual(await views("select term from posts, unnest(terms) as t(term) group by all"), [
      "posts",
    ]);
    const own = [
      "with posts as (select * from posts where likes > 1) select count(*) from posts",
      "with Few as (select * from POSTS), more as (select * from few) select * from more, FEW",
      "with recursive t(n) as (select min(likes) from posts union all select n + 1 from t where n < 5) from t",
    ];
    for (const sql of own) assert.deepEqual(await views(sql), ["posts"], sql);
    assert.deepEqual(await views("select [x for x in terms if x > 'a'] from posts"), ["posts"]);
  }));

Deno.test("checkCell() says whether the window bounds all that a cell reads", () =>
  withStore(async ({ reads }) => {
    const window = { from: [1], asOf: [2] };
    const bound = "created_at >= $1 and created_at < $2";
    const cases: [string, boolean][] = [
      [`select count(*) from posts where ${bound}`, true],
      [`select count(*) from posts p where (contains(norm, $3) and (p.${bound}))`, true],
      [`select count(*) from minutes where minute >= $1 and minute < $2`, true],
      [
        `with a as (select * from posts where ${bound}) select * from a, (from minutes where minute >= $1 and minute < $2)`,
        true,
      ],
      [`select count(*) from posts where created_at < $2`, false],
      [`select count(*) from posts where ${bound} or mood = 1`, false],
      [`select count(*) from posts where not (${bound})`, false],
      [`select count(*) from posts where created_at >= $2 and created_at < $1`, false],
      [`select count(*) from posts where created_at >= $3 and created_at < $2`, false],
      [`select count(*) from posts where ${bound} and exists (from posts)`, false],
      [`select count(*) from posts a, posts b where a.created_at >= $1 and a.created_at < $2`, false],
      // An hour that began before the end may still be filled after it.
      [`select count(*) from hours where hour >= $1 and hour < $2`, false],
      [`select $1, $2`, false],
      [`select count(*) from posts where posts.created_at >= $1 and POSTS.created_at < $2`, true],
      // The bounds of an outer row leave the inner table whole.
      [
        `select (select count(*) from posts p where o.created_at >= $1 and o.created_at < $2) from posts o where ${bound}`,
        false,
      ],
    ];
    for (const [sql, windowed] of cases) {
      assert.equal((await reads.checkCell(sql, window)).windowed, windowed, sql);
    }
  }));

const hostile: [string, RegExp][] = [
  ["drop table base.posts", /Only SELECT/],
  ["select 1; select 2", /2 statements/],
  ["selec 1", /syntax error .*line 1, column 1/],
  ["select *\nfrom posts\nwhere (", /line 3/],
  ["", /0 statements|syntax/],
  ["select * from base.posts", /No view "base.posts"/],
  ["select * from main.posts", /No view "main.posts"/],
  ["select * from 'posts.csv'", /No view "posts.csv"/],
  ["from read_csv('/etc/passwd')", /"read_csv" is not allowed/],
  ["select * from read_text('/etc/passwd')", /"read_text" is not allowed/],
  ["select content from posts, read_blob(id)", /"read_blob" is not allowed/],
  ["select getenv('HOME')", /"getenv" is not allowed/],
  ["select * from duckdb_settings()", /"duckdb_settings" is not allowed/],
  ["select * from query('select 1')", /"query" is not allowed/],
  ["select nextval('x')", /"nextval" is not allowed/],
  ["select repeat('a', 900000000)", /"repeat" is not allowed/],
  ["describe posts", /DESCRIBE/],
  ["select now()", /"now" is not allowed/],
  ["select current_timestamp from posts", /use \$\{asOf\}/],
  ["with posts as (select * from base.posts) select * from posts", /No view "base.posts"/],
  ["with migrations as (select * from migrations) select * from migrations", /No view "migrations"/],
  [
    "select * from sqlite_master, (with sqlite_master as (select 1) from sqlite_master)",
    /No view "sqlite_master"/,
  ],
  ["with a as (select * from b), b as (select 1) select * from a", /No view "b"/],
  ["select * from posts where id in (select current_setting('x'))", /"current_setting" is not allowed/],
];

Deno.test("checkCell() refuses all else, and says what", () =>
  withStore(async ({ reads }) => {
    for (const [sql, message] of hostile) {
      await assert.rejects(reads.checkCell(sql), (error: Error) => {
        assert.equal(error.name, "Poison", sql);
        assert.match(error.message, message, sql);
        return true;
      });
    }
  }));

Deno.test("no view tells a page who corrected", () =>
  withStore(async ({ writer }) => {
    const named = await writer.rows(
      "select table_schema as at, column_name as name from information_schema.columns where ends_with(column_name, '_by') order by all",
    );
    assert.deepEqual(named, [{ at: "base", name: "corrected_by" }, { at: "base", name: "ruled_by" }]);
  }));

Deno.test("the open database reads no file outside its folder, and its settings are locked", () =>
  withStore(async ({ writer }) => {
    await assert.rejects(
      writer.exec("select * from read_text('/etc/hostname')"),
      /disabled|not allowed|Permission/i,
    );
    await assert.rejects(writer.exec("set enable_external_access = true"), /locked|Cannot/i);
  }));

Deno.test("snapshot() binds each type of value as what it is", () =>
  withStore(async ({ reads }) => {
    await using snapshot = await reads.snapshot();
    const result = await snapshot.query(
      `select $1 as text, $2::double as number, $3 as time, $4 as texts, 'a' = any($4) as has, list_contains($5, 'b') as none`,
      [
        { type: "text", value: `'; drop table posts; -- "%` },
        { type: "number", value: 2.5 },
        { type: "time", value: 1_400_000_000_123 },
        { type: "texts", value: ["a", "b'c"] },
        { type: "texts", value: [] },
      ],
      limits,
    );
    assert.deepEqual(result, {
      names: ["text", "number", "time", "texts", "has", "none"],
      types: ["text", "number", "time", "list", "boolean", "boolean"],
      values: [[`'; drop table posts; -- "%`], [2.5], [1_400_000_000_123], [["a", "b'c"]], [true], [false]],
      rows: 1,
      cut: false,
    });
  }));

Deno.test("snapshot() gives each type of result as what its column says", () =>
  withStore(async ({ reads }) => {
    const day = Date.UTC(2026, 0, 1);
    const results: [string, string, unknown][] = [
      ...["timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns", "date"].map((
        type,
      ): [string, string, unknown] => [`${type} '2026-01-01'`, "time", day]),
      ["timestamptz '2026-01-01 01:00:00+01'", "time", day],
      ["time '10:00'", "text", "10:00:00"],
      ["interval 3 days", "text", "3 days"],
      ["null::timestamp", "time", null],
      ["1.5::decimal(4, 1)", "number", 1.5],
      ["9007199254740993", "number", "9007199254740993"],
      ["'nan'::double", "number", null],
      ["[date '2026-01-01']", "list", [day]],
      ["{'a': 1}", "text", "{'a': 1}"],
    ];
    await using snapshot = await reads.snapshot();
    for (const [sql, type, value] of results) {
      const { types, values } = await snapshot.query(`select ${sql}`, [], limits);
      assert.deepEqual([types[0], values[0]![0]], [type, value], sql);
    }
  }));

Deno.test("snapshot() cuts results at the cap and says so", () =>
  withStore(async ({ reads }) => {
    await using snapshot = await reads.snapshot();
    const cut = await snapshot.query("select range as n from range(5000)", [], limits);
    assert.equal(cut.rows, 1000);
    assert.equal(cut.values[0]!.length, 1000);
    assert.equal(cut.cut, true);
    const whole = await snapshot.query("select range as n from range(1000)", [], limits);
    assert.deepEqual([whole.rows, whole.cut], [1000, false]);
  }));

Deno.test("snapshot() stops a query at its deadline, fails one cell and goes on", () =>
  withStore(async ({ reads }) => {
    await using snapshot = await reads.snapshot();
    await assert.rejects(
      snapshot.query("select count(*) from range(10000000000) a, range(10000) b", [], {
        ...limits,
        deadlineMs: 50,
      }),
      { name: "QueryLate", message: /Stopped after 0.05 s/ },
    );
    await assert.rejects(snapshot.query("select 'a'::integer", [], limits), {
      name: "Poison",
      message: /Could not convert/,
    });
    assert.deepEqual((await snapshot.query("select 1 as one", [], limits)).values, [[1]]);
  }));

Deno.test("a statement that runs again sees data beyond what it was first planned for", () =>
  withStore(async ({ writer }) => {
    await writer.exec("create temp table t (created_at timestamp)");
    for (let day = 1; day <= 3; day++) {
      await writer.exec(`insert into t values ('2026-01-0${day} 12:00:00')`);
      const rows = await writer.rows(
        "select date_trunc('minute', created_at) as minute, count(*) from t group by all",
      );
      assert.equal(rows.length, day);
    }
  }));
