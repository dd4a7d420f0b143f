import type { Connection } from "./duckdb.ts";

// deno-lint-ignore no-explicit-any -- its shape is DuckDB's own and differs by node
type Tree = any;

/** A part of DuckDB's syntax tree, read by the few fields that matter. */
export type Node = Tree;

/** The syntax tree of SQL, or its `error`. */
export async function parseSql(connection: Connection, sql: string): Promise<Node> {
  // The function takes a constant only, so the text is quoted here and not bound.
  const [row] = await connection.rows<{ tree: string }>(
    `select json_serialize_sql('${sql.replaceAll("'", "''").replaceAll("\u0000", "")}') as tree`,
  );
  return JSON.parse(row!.tree);
}

/** Calls back for each node of a tree, outer ones first. */
export function visit(node: Node, look: (node: Node) => void): void {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) look(node);
  for (const child of Object.values(node)) visit(child, look);
}

/** The conditions that AND joins in one. */
export function conjuncts(condition: Node): Node[] {
  return condition?.type === "CONJUNCTION_AND" ? condition.children.flatMap(conjuncts) : [condition];
}
