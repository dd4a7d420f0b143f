import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase } from "./duckdb.ts";
import { migrate } from "./migrate.ts";
import { databasePath, openStore } from "./store.ts";

const folder = new URL("./migrations/", import.meta.url);
const post = `(source, id, revision, stream, created_at, received_at, landed_at, landing, text, norm, tokens,
  terms, hashtags, mentions, links, cashtags, truncated, row_no) values ('x', '1', 0, 's', '2026-01-01', '2026-01-01',
  '2026-01-01', 1, 'a day', ' a day ', 2, 'day', [], [], [], [], false, 0)`;

Deno.test("openStore() opens a database of an earlier program that was killed right after its schema was changed", async () => {
  const files = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  const dataDir = await Deno.makeTempDir();
  const [before, killed] = [join(dataDir, "before"), join(dataDir, "killed")];
  for (const path of [before, killed]) await Deno.mkdir(path);
  const database = await openDatabase(databasePath(before));
  const writer = await database.connect();
  await writer.exec(
    "create table migrations (version integer primary key, name varchar, applied_at timestamp)",
  );
  for (const file of files.filter((file) => file < "010")) {
    await writer.exec(await Deno.readTextFile(new URL(file, folder)));
    await writer.exec(`insert into migrations values (${parseInt(file)}, '${file}', now()::timestamp)`);
  }
  await writer.exec(`insert into base.posts ${post}; checkpoint`);
  await migrate(writer, before);
  // As a kill leaves them: what was changed stands in the write-ahead file alone.
  for (const end of ["", ".wal"]) await Deno.copyFile(databasePath(before) + end, databasePath(killed) + end);
  writer.close();
  database.close();
  {
    await using store = await openStore(killed);
    assert.deepEqual(
      await store.writer.rows("select id, terms, emotion, entities, phrases, near_duplicate from posts"),
      [{ id: "1", terms: ["day"], emotion: null, entities: null, phrases: null, near_duplicate: null }],
    );
  }
  await Deno.remove(dataDir, { recursive: true });
});
