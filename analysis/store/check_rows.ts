import type { Connection } from "./duckdb.ts";
import type { RowsMean } from "./reads.ts";
import { conjuncts, type Node, parseSql, visit } from "./sql_tree.ts";
import { postsRows } from "./views.ts";

/**
 * Whether a SELECT in which `posts_rows` stands for every `posts`, and a test of its row for a topic's test of `norm`,
 * means the same: no `*`, whole row or name would show it, and each test is in a SELECT that reads this one table, so that row and norm
 * are of the same post. Null where it does not.
 */
export async function checkRows(connection: Connection, sql: string): Promise<RowsMean | null> {
  const tree = await parseSql(connection, sql);
  if (tree.error || !rowsAreOfPosts(tree, undefined)) return null;
  try {
    (await connection.duckdb.prepare(sql)).destroySync();
  } catch {
    return null;
  }
  return { columns: readsTopicOnly(tree) ? columnsOf(tree) : null };
}

function rowsAreOfPosts(node: Node, from: Node): boolean {
  if (node === null || typeof node !== "object") return true;
  if (node.class === "STAR" || (node.type === "BASE_TABLE" && node.table_name.toLowerCase() === "posts")) {
    return false;
  }
  if (isRowTest(node)) return isRows(from);
  if (node.type === "SELECT_NODE" && node.select_list.some(isNamedByItsText)) return false;
  if (node.type === "SELECT_NODE" && isRows(node.from_table) && showsWhole(node)) return false;
  const inner = node.type === "SELECT_NODE" ? node.from_table : from;
  return Object.values(node).every((child) => rowsAreOfPosts(child, inner));
}

// A column without a name is called by what it is made of.
function isNamedByItsText(item: Node): boolean {
  let tells = false;
  visit(item, (node) => tells ||= isRows(node) || isRowTest(node));
  return tells && item.alias === "";
}

// Each table is the only one of a SELECT that wants posts of the topic alone, and nothing shows which columns it has.
function readsTopicOnly(tree: Node): boolean {
  let tables = 0;
  let wanted = 0;
  let positions = false;
  visit(tree, (node) => {
    if (isRows(node)) tables++;
    if (node.class === "POSITIONAL_REFERENCE") positions = true;
    if (node.type !== "SELECT_NODE" || !isPlain(node.from_table)) return;
    if (conjuncts(node.where_clause).some(isTopic)) wanted++;
  });
  return !positions && wanted === tables;
}

function isRows(table: Node): boolean {
  return table?.type === "BASE_TABLE" && table.table_name === postsRows.view;
}

function isPlain(table: Node): boolean {
  return isRows(table) && table.sample === null && table.column_name_alias.length === 0;
}

function isRowTest(node: Node): boolean {
  return node.class === "COLUMN_REF" && node.column_names.includes(postsRows.row);
}

function isTopic(condition: Node): boolean {
  return condition?.class === "SUBQUERY" && isRowTest(condition.child ?? {});
}

// The name of a table alone is a whole row of it, but where it is ordered by and a column of the result has it.
function showsWhole({ modifiers, ...select }: Node): boolean {
  const alias = select.from_table.alias.toLowerCase();
  const names = (node: Node) => {
    let found = false;
    visit(node, ({ class: kind, column_names: of }) => {
      found ||= kind === "COLUMN_REF" && of.length === 1 && of[0].toLowerCase() === alias;
    });
    return found;
  };
  const ofResult = select.select_list.some((item: Node) => item.alias.toLowerCase() === alias);
  return names(select) || (!ofResult && names(modifiers));
}

function columnsOf(tree: Node): string[] {
  const names = new Set<string>();
  visit(tree, (node) => {
    if (node.class !== "COLUMN_REF") return;
    for (const name of node.column_names) names.add(name.toLowerCase());
  });
  names.delete(postsRows.row);
  return [...names];
}
