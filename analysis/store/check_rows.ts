import type { Connection } from "./duckdb.ts";
import { type Node, parseSql } from "./sql_tree.ts";
import { postsRows } from "./views.ts";

/**
 * Whether a SELECT in which `posts_rows` stands for every `posts`, and a test of its row for a topic's test of `norm`,
 * means the same: no `*` would show the row, and each test is in a SELECT that reads this one table, so that row and norm
 * are of the same post.
 */
export async function checkRows(connection: Connection, sql: string): Promise<boolean> {
  const tree = await parseSql(connection, sql);
  if (tree.error || !rowsAreOfPosts(tree, undefined)) return false;
  try {
    (await connection.duckdb.prepare(sql)).destroySync();
    return true;
  } catch {
    return false;
  }
}

function rowsAreOfPosts(node: Node, from: Node): boolean {
  if (node === null || typeof node !== "object") return true;
  if (node.class === "STAR" || (node.type === "BASE_TABLE" && node.table_name.toLowerCase() === "posts")) {
    return false;
  }
  if (node.class === "COLUMN_REF" && node.column_names.includes(postsRows.row)) {
    return from?.type === "BASE_TABLE" && from.table_name === postsRows.view;
  }
  const inner = node.type === "SELECT_NODE" ? node.from_table : from;
  return Object.values(node).every((child) => rowsAreOfPosts(child, inner));
}
