import { join } from "node:path";
import { openDatabase } from "../../../analysis/store/duckdb.ts";
import { runMain } from "../../../ingest/base/run_main.ts";

/** The oldest format in which texts are not packed by FSST, which learns from some that it picks at random; browsers read it. */
const storage = "v1.3.0";

/** Makes `FOLDER/data.duckdb` of the Parquet files of these tables, as the DuckDB of the browser reads it. */
async function main([folder, ...tables]: string[]): Promise<number> {
  const quoted = (name: string) => `'${join(folder!, name).replaceAll("'", "''")}'`;
  const database = await openDatabase(":memory:");
  const connection = await database.connect();
  await connection.exec(
    `set threads = 1; attach ${quoted("data.duckdb")} as slice (storage_version '${storage}')`,
  );
  for (const table of tables) {
    await connection.exec(`create table slice.${table} as from read_parquet(${quoted(`${table}.parquet`)})`);
  }
  await connection.exec("checkpoint slice; detach slice");
  connection.close();
  database.close();
  return 0;
}

if (import.meta.main) await runMain(() => main(Deno.args));
