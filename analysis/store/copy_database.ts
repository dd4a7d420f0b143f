import type { Connection } from "./duckdb.ts";

const alias = "backup_copy";

/**
 * Copies the open database into a new file by one statement, and so as it is at one moment. By DuckDB itself: a handle of
 * ours on the open file, closed, would drop its lock.
 */
export async function copyDatabase(connection: Connection, path: string): Promise<void> {
  const [row] = await connection.rows<{ name: string }>("select current_database() as name");
  await connection.exec(`attach '${path.replaceAll("'", "''")}' as ${alias}`);
  try {
    await connection.exec(`copy from database "${row!.name}" to ${alias}`);
  } finally {
    await connection.exec(`detach ${alias}`);
  }
}
