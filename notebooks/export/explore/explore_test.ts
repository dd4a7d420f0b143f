import assert from "node:assert/strict";
import { type Connection, openDatabase } from "../../../analysis/store/duckdb.ts";
import { type ExportPost, withExports } from "../export_harness.ts";
import { unpackRows } from "../packed_rows.ts";
import { maskText } from "../pseudonyms.ts";
import type { SavedReport } from "../saved.ts";
import { maskedSql } from "./posts_select.ts";
import { maxSlicePosts, refuseTooMany } from "./slice.ts";

const at = Date.UTC(2026, 4, 1, 12);

function posts(count: number): ExportPost[] {
  return Array.from({ length: count }, (_, nth) => ({
    id: `storm-${nth}`,
    text: `storm secretword by @handle${nth % 3} at https://example.org/u/x`,
    title: "a quoted title",
    createdAt: at - nth * 60_000,
    author: `Some One ${nth % 5}`,
    authorId: `someone${nth % 5}`,
    replyTo: `storm-${(nth + 1) % 40}`,
    url: `https://example.org/someone${nth % 5}/${nth}`,
  }));
}

async function inDuckdb<T>(run: (connection: Connection) => Promise<T>): Promise<T> {
  const database = await openDatabase(":memory:");
  const connection = await database.connect();
  try {
    return await run(connection);
  } finally {
    connection.close();
    database.close();
  }
}

const tables = "select table_name as name from duckdb_tables() where database_name = 'data' order by name";

/** All that the data of a folder hold, as text. */
async function readData(folder: string): Promise<Record<string, unknown[]>> {
  return await inDuckdb(async (connection) => {
    await connection.exec(`attach '${folder}/data.duckdb' as data (read_only)`);
    const found: Record<string, unknown[]> = {};
    for (const { name } of await connection.rows<{ name: string }>(tables)) {
      found[name] = await connection.rows(`from data.${name}`);
    }
    return found;
  });
}

Deno.test("deno task export --explore gives equal bytes for equal data, with the server on and off, and leaves nothing behind", () =>
  withExports(posts(40), async ({ owner, dataDir, folder, run }) => {
    const args = ["topic", "--topic", "storm", "--explore"];
    const byOwner = await run(...args, "-o", `${folder}/a`);
    assert.equal(byOwner.code, 0, byOwner.said);
    const again = await run(...args, "-o", `${folder}/a`);
    assert.deepEqual([again.code, /add --force/.test(again.said)], [2, true], again.said);
    await owner.stop();
    const alone = await run(...args, "-o", `${folder}/b`);
    assert.equal(alone.code, 0, alone.said);
    const [a, b] = [[...Deno.readDirSync(`${folder}/a`)], [...Deno.readDirSync(`${folder}/b`)]];
    assert.deepEqual(a.map(({ name }) => name).sort(), b.map(({ name }) => name).sort());
    for (const { name } of a) {
      // Elsewhere unused bytes hold what lay in memory.
      if (name === "data.duckdb" && Deno.build.os !== "linux") continue;
      const [one, other] = await Promise.all(
        ["a", "b"].map((at) => Deno.readFile(`${folder}/${at}/${name}`)),
      );
      assert.ok(one!.every((byte, at) => byte === other![at]) && one!.length === other!.length, name);
    }
    const data = await readData(`${folder}/a`);
    assert.deepEqual(data, await readData(`${folder}/b`));
    assert.deepEqual(Object.keys(data), [
      "coverage",
      "hours",
      "judgements",
      "minutes",
      "models",
      "posts",
      "sources",
    ]);
    assert.equal(data["posts"]!.length, 40);
    assert.deepEqual([...Deno.readDirSync(`${dataDir}/exports`)], []);
  }));

const secrets = ["Some One", "someone1", "handle1", "example.org/", "storm-1"];
const words = ["secretword", "a quoted title"];
for (
  const { option, hidden, kept } of [
    { option: ["--pseudonyms"], hidden: secrets, kept: ["@…", "secretword", "person 1", "post 1"] },
    { option: ["--no-quotes"], hidden: words, kept: ["Some One"] },
    { option: ["--min-cell", "2"], hidden: [...secrets, ...words], kept: [] },
    { option: ["--pseudonyms", "--no-quotes"], hidden: [...secrets, ...words], kept: ["person 1"] },
  ]
) {
  Deno.test(`--explore ${option.join(" ")} keeps what it hides out of the data`, () =>
    withExports(posts(40), async ({ folder, run }) => {
      const { code, said } = await run("topic", "--topic", "storm", "--explore", ...option, "-o", folder);
      assert.equal(code, 0, said);
      const data = JSON.stringify(await readData(folder));
      for (const secret of hidden) assert.ok(!data.includes(secret), secret);
      for (const word of kept) assert.ok(data.includes(word), word);
      for (const { name } of Deno.readDirSync(folder)) {
        if (!/\.(duckdb|parquet)$/.test(name)) continue;
        const bytes = new TextDecoder("latin1").decode(await Deno.readFile(`${folder}/${name}`));
        for (const secret of hidden) assert.ok(!bytes.includes(secret), `${secret} in ${name}`);
      }
    }));
}

Deno.test("the data name people as the report does", () =>
  withExports(posts(40), async ({ folder, run }) => {
    await run("topic", "--topic", "storm", "--explore", "--pseudonyms", "-o", folder);
    const html = await Deno.readTextFile(`${folder}/index.html`);
    const report: SavedReport = JSON.parse(/id="report">(.*?)<\/script>/s.exec(html)![1]!);
    const saved = unpackRows(report.posts);
    const byTime = new Map((await readData(folder))["posts"]!.map((row) => {
      const { created_at: time, author, id } = row as Record<string, unknown>;
      return [time, { author, id }];
    }));
    for (const { created_at: time, author, id } of saved) {
      assert.deepEqual(byTime.get(time), { author, id });
    }
    assert.ok(saved.length > 0);
  }));

Deno.test("what is masked in the data is masked as in a report", async () => {
  const texts = [
    "ask @some_one.else@example.social or u/other, /u/third (@fourth)",
    "mail me@example.org, see HTTPS://user@example.org:8080/a?b=@c#d and http://x",
    "@Ünï_çøde @一二三 a@b @ @@double RT @x:",
    "nothing here",
  ];
  await inDuckdb(async (connection) => {
    for (const text of texts) {
      const [row] = await connection.rows<{ masked: string }>(`select ${maskedSql("$1")} as masked`, [
        { type: "text", value: text },
      ]);
      assert.equal(row!.masked, maskText(text).replace(":8080", ""));
    }
  });
});

Deno.test("refuseTooMany() says how many posts can be explored", () => {
  refuseTooMany("topic", maxSlicePosts);
  assert.throws(() => refuseTooMany("topic", maxSlicePosts + 1), {
    name: "Refused",
    message:
      /its window holds 500,001 posts, and 500,000 is the most that can be explored; choose a shorter window$/,
  });
});
