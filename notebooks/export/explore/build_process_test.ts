import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { openDatabase } from "../../../analysis/store/duckdb.ts";
import { buildData } from "./build_process.ts";

// Texts that are much alike, numbers that are mostly absent, lists: what DuckDB packs each in a way of its own.
const rows =
  `select 'post ' || md5(i::varchar) || repeat(' again', (i % 7)::int) as text, 'author ' || i % 90 as author,
  case when i % 5 = 4 then (i % 3) - 1 end::tinyint as mood, make_timestamp(i * 977_000_000) as created_at,
  [md5((i % 700)::varchar), 'tag'] as terms from range(30_000) as r(i)`;

async function writeSlice(folder: string): Promise<void> {
  const database = await openDatabase(":memory:");
  const connection = await database.connect();
  try {
    await connection.exec(`copy (${rows}) to '${folder}/posts.parquet' (format parquet)`);
  } finally {
    connection.close();
    database.close();
  }
}

Deno.test({
  name: "buildData() gives equal bytes for equal slices",
  // Elsewhere unused bytes hold what lay in memory.
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      await writeSlice(folder);
      const made: Uint8Array[] = [];
      for (let time = 0; time < 2; time++) {
        await buildData({ folder, tables: ["posts"] });
        made.push(await Deno.readFile(`${folder}/data.duckdb`));
        await Deno.remove(`${folder}/data.duckdb`);
      }
      assert.ok(made[0]!.length > 1_000_000);
      assert.equal(Buffer.compare(made[0]!, made[1]!), 0);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
