import { Poison } from "../../ingest/base/errors.ts";
import { allowedFunctions } from "./allowed_functions.ts";
import type { Connection } from "./duckdb.ts";
import { conjuncts, type Node, parseSql, visit } from "./sql_tree.ts";
import type { CellReads, WindowPlaceholders } from "./reads.ts";
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
 * @throws {Poison} saying what is not allowed.
 */
export async function checkCell(
  connection: Connection,
  sql: string,
  window: WindowPlaceholders = { from: [], asOf: [] },
): Promise<CellReads> {
  const tree = await parseSql(connection, sql);
  if (tree.error) throw new Poison(parserMessage(sql, tree));
  if (tree.statements.length !== 1) {
    throw new Poison(`A cell is one SELECT; here are ${tree.statements.length} statements`);
  }
  const tables: Node[] = [];
  check(tree, new Set(), tables);
  const nameOf = (table: Node) => String(table.table_name).toLowerCase();
  return {
    views: [...new Set(tables.map(nameOf))],
    windowed: tables.length > 0 && countBounded(tree, new Set(tables), window) === tables.length,
    posts: tables.filter((table) => nameOf(table) === "posts").map((table) => ({
      at: charsBefore(sql, Number(table.query_location)),
      alias: table.alias !== "",
    })),
  };
}

const timeColumns: Record<string, string> = {
  posts: "created_at",
  entities: "created_at",
  phrases: "created_at",
  minutes: "minute",
};

// How many of the tables are the only one of a SELECT whose WHERE bounds them by both ends of the window.
function countBounded(tree: Node, tables: Set<Node>, window: WindowPlaceholders): number {
  let bounded = 0;
  visit(tree, (node) => {
    if (node.type !== "SELECT_NODE" || !tables.has(node.from_table)) return;
    const names = namesOfTime(node.from_table);
    const conditions = conjuncts(node.where_clause);
    const has = (type: string, numbers: number[]) =>
      conditions.some((condition) =>
        condition?.type === type && names.includes(condition.left?.column_names?.join(".").toLowerCase()) &&
        numbers.includes(Number(condition.right?.identifier))
      );
    if (has("COMPARE_GREATERTHANOREQUALTO", window.from) && has("COMPARE_LESSTHAN", window.asOf)) bounded++;
  });
  return bounded;
}

// How the time of a table can be written where nothing else has that name: a column of an outer SELECT bounds no row of it.
function namesOfTime({ table_name, alias }: Node): string[] {
  const table = String(table_name).toLowerCase();
  const column = timeColumns[table];
  return column === undefined ? [] : [column, `${String(alias).toLowerCase() || table}.${column}`];
}

function charsBefore(sql: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(sql).subarray(0, bytes)).length;
}

/** Checks a part of the tree in which the names in `ctes` (lower case) are the cell's own. */
function check(node: Node, ctes: ReadonlySet<string>, tables: Node[]): void {
  if (Array.isArray(node)) {
    for (const child of node) check(child, ctes, tables);
  } else if (node !== null && typeof node === "object") {
    checkNode(node, ctes, tables);
    const { cte_map: own, ...rest } = node;
    const inner = new Set(ctes);
    // A CTE knows those before it, and itself only where it is recursive: elsewhere its name means what it did outside.
    for (const { key, value } of own?.map ?? []) {
      const name = key.toLowerCase();
      const recursive = value.query?.node?.type === "RECURSIVE_CTE_NODE";
      check(value, recursive ? new Set([...inner, name]) : inner, tables);
      inner.add(name);
    }
    for (const child of Object.values(rest)) check(child, inner, tables);
  }
}

function checkNode(node: Node, ctes: ReadonlySet<string>, tables: Node[]): void {
  if (node.type === "BASE_TABLE") checkTable(node, ctes, tables);
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

function checkTable(node: Node, ctes: ReadonlySet<string>, tables: Node[]): void {
  const name = String(node.table_name).toLowerCase();
  const plain = node.schema_name === "" && node.catalog_name === "";
  if (plain && ctes.has(name)) return;
  if (!plain || !publishedViews.has(name)) {
    const written = [node.catalog_name, node.schema_name, node.table_name].filter((part) => part !== "").join(
      ".",
    );
    throw new Poison(`No view "${written}": a cell reads ${[...publishedViews].join(", ")}`);
  }
  tables.push(node);
}

function parserMessage(sql: string, tree: Node): string {
  const position = Number(tree.position);
  if (!Number.isInteger(position)) return tree.error_message;
  const before = sql.slice(0, position);
  const line = before.split("\n").length;
  return `${tree.error_message} (line ${line}, column ${position - before.lastIndexOf("\n")})`;
}
