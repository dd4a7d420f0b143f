import type { Columns } from "../../analysis/store/reads.ts";
import type { SqlCell } from "../page/page.ts";

/** Columns that hold neither words of posts (a term or tag tells none of them) nor people, nor what leads to them. */
export const plainColumns: ReadonlySet<string> = new Set(
  ("source stream community lang place term terms hashtag hashtags cashtag cashtags model sentiment_model " +
    "emotion emotion_model category category_model entities_model country region city type start until minute hour rules mood_rule")
    .split(" "),
);
/** Keys of rows that are words of posts. */
export const wordKeys: ReadonlySet<string> = new Set(["entity", "phrase"]);
const quotes = /\b(text|title|norm|entities|entity|phrases|phrase)\b|\*/;
const people =
  /\b(author|author_id|mentions?|url|links?|text|title|norm|id|reply_to|repost_of|quote_of|thread_id)\b|\*/;

/** The columns of a result that may hold words of posts: where its query reads them, all texts but those that cannot. */
export function quoteColumns(cell: SqlCell, body: Columns): number[] {
  return textColumns(cell, body, quotes, [
    "id",
    "author",
    "author_id",
    "mention",
    "mentions",
    "link",
    "links",
    "url",
  ]);
}

/** The columns of a result that may name people or lead to them. */
export function personColumns(cell: SqlCell, body: Columns): number[] {
  return textColumns(cell, body, people, []);
}

function textColumns({ source }: SqlCell, { names, types }: Columns, read: RegExp, kept: string[]): number[] {
  // The star of count(*) reads no column.
  if (!read.test(source.replaceAll(/count\s*\(\s*\*\s*\)/gi, "count()"))) return [];
  return names.flatMap((name, column) => {
    const isText = types[column] === "text" || types[column] === "list";
    return isText && !plainColumns.has(name) && !kept.includes(name) ? [column] : [];
  });
}
