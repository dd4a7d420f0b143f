import { Poison } from "../../ingest/base/errors.ts";
import { allowedFunctions } from "./allowed_functions.ts";
import type { Connection } from "./duckdb.ts";
import { publishedViews } from "./views.ts";

const allowedTableFunctions = new Set(["unnest", "range", "generate_series"]);
const clockColumns = new Set([
  "current_date",
  "current_timestamp",
  "current_time",
  "localtimestamp",
  "localtime",
]);

/**
 * Checks the SQL of a cell: one SELECT whose names are published views or its own CTEs, without schema, and whose
 * functions are on the allow-list. Views alone are no allow-list: `base.posts` and `'file.csv'` parse as tables too.
 * @returns the views it reads. @throws {Poison} saying what is not allowed.
 */
export async function checkCell(connection: Connection, sql: string): Promise<string[]> {
  // The function takes a constant only, so the text is quoted here and not bound.
  const [row] = await connection.rows<{ tree: string }>(
    `select json_serialize_sql('${sql.replaceAll("'", "''").replaceAll("\u0000", "")}') as tree`,
  );
  const tree = JSON.parse(row!.tree);
  if (tree.error) throw new Poison(parserMessage(sql, tree));
  if (tree.statements.length !== 1) {
    throw new Poison(`A cell is one SELECT; here are ${tree.statements.length} statements`);
  }
  const views = new Set<string>();
  check(tree, new Set(), views);
  return [...views];
}

// deno-lint-ignore no-explicit-any -- DuckDB's syntax tree, read by the few fields that matter
type Node = any;

/** Checks a part of the tree in which the names in `ctes` (lower case) are the cell's own. */
function check(node: Node, ctes: ReadonlySet<string>, views: Set<string>): void {
  if (Array.isArray(node)) {
    for (const child of node) check(child, ctes, views);
  } else if (node !== null && typeof node === "object") {
    checkNode(node, ctes, views);
    const { cte_map: own, ...rest } = node;
    const inner = new Set(ctes);
    // A CTE knows those before it, and itself only where it is recursive: elsewhere its name means what it did outside.
    for (const { key, value } of own?.map ?? []) {
      const name = key.toLowerCase();
      const recursive = value.query?.node?.type === "RECURSIVE_CTE_NODE";
      check(value, recursive ? new Set([...inner, name]) : inner, views);
      inner.add(name);
    }
    for (const child of Object.values(rest)) check(child, inner, views);
  }
}

function checkNode(node: Node, ctes: ReadonlySet<string>, views: Set<string>): void {
  if (node.type === "BASE_TABLE") checkTable(node, ctes, views);
  if (node.type === "SHOW_REF") {
    throw new Poison("A cell is one SELECT; DESCRIBE, SHOW and SUMMARIZE are not");
  }
  if (node.type === "TABLE_FUNCTION") {
    const name = node.function?.function_name;
    if (!allowedTableFunctions.has(name)) {
      throw new Poison(`Table function "${name}" is not allowed in a cell`);
    }
  }
  if (typeof node.function_name === "string" && !allowedFunctions.has(node.function_name.toLowerCase())) {
    throw new Poison(`Function "${node.function_name}" is not allowed in a cell`);
  }
  if (node.type === "COLUMN_REF" && clockColumns.has(String(node.column_names.at(-1)).toLowerCase())) {
    throw new Poison(
      `"${node.column_names.at(-1)}" is not allowed in a cell: use \${asOf}, so that a rerun is the same`,
    );
  }
}

function checkTable(node: Node, ctes: ReadonlySet<string>, views: Set<string>): void {
  const name = String(node.table_name).toLowerCase();
  const plain = node.schema_name === "" && node.catalog_name === "";
  if (plain && ctes.has(name)) return;
  if (!plain || !Object.hasOwn(publishedViews, name)) {
    const written = [node.catalog_name, node.schema_name, node.table_name].filter((part) => part !== "").join(
      ".",
    );
    throw new Poison(`No view "${written}": a cell reads ${Object.keys(publishedViews).join(", ")}`);
  }
  views.add(name);
}

function parserMessage(sql: string, tree: Node): string {
  const position = Number(tree.position);
  if (!Number.isInteger(position)) return tree.error_message;
  const before = sql.slice(0, position);
  const line = before.split("\n").length;
  return `${tree.error_message} (line ${line}, column ${position - before.lastIndexOf("\n")})`;
}
