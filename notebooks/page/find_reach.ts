import type { Bind, Reads } from "../../analysis/store/reads.ts";
import { postsRows } from "../../analysis/store/views.ts";
import { bindCell, type BindScope } from "./bind_cell.ts";
import type { CellReach, SqlCell, SqlPart } from "./page.ts";
import type { Span } from "./span.ts";

/** The span to check cells with: its ends are of no other value's kind, so that they tell which placeholders they are. */
export const checkedSpan: Span = { from: 0.25, asOf: 0.75, bucketMs: 60_000 };

/** Checks a cell and finds what it depends on. @throws as `checkCell` and `bindCell` do. */
export async function findReach(
  cell: SqlCell,
  scope: BindScope,
  reads: Pick<Reads, "checkCell" | "checkRows">,
): Promise<CellReach> {
  const { sql, binds } = bindCell(cell, scope);
  const numbersOf = (end: number) => binds.flatMap((bind, i) => isTime(bind, end) ? [i + 1] : []);
  const window = { from: numbersOf(checkedSpan.from), asOf: numbersOf(checkedSpan.asOf) };
  const { views, windowed, posts } = await reads.checkCell(sql, window);
  const rows = overRows(cell.parts, sql, posts);
  const means = rows === null
    ? null
    : await reads.checkRows(bindCell({ ...cell, parts: rows }, { ...scope, writeTopic: () => anyRow }).sql);
  const keepable = windowed && views.every((view) => view === "posts");
  return { views, windowed, rows: means && rows, columns: keepable && means ? means.columns : null };
}

const anyRow = `${postsRows.row} in (select 1)`;

function isTime(bind: Bind, value: number): boolean {
  return bind.type === "time" && bind.value === value;
}

// The places are those of the SQL with its placeholders written; the how-manieth `posts` each is tells it in the parts.
function overRows(parts: SqlPart[], sql: string, posts: { at: number; alias: boolean }[]): SqlPart[] | null {
  const ownName = new RegExp(`${postsRows.view}|${postsRows.row}`, "i");
  const named = [...sql.matchAll(/posts/gi)].map(({ index }) => posts.find(({ at }) => at === index));
  if (posts.length === 0 || named.filter(Boolean).length < posts.length || ownName.test(sql)) return null;
  let nth = 0;
  return parts.map((part) => {
    if (!("text" in part)) return part;
    return {
      text: part.text.replaceAll(/posts/gi, (word) => {
        const table = named[nth++];
        return table === undefined ? word : table.alias ? postsRows.view : `${postsRows.view} as posts`;
      }),
    };
  });
}
