import type { KeepingLane, QueryLimits } from "../../../analysis/store/reads.ts";
import { postsRows } from "../../../analysis/store/views.ts";
import { rowsOf } from "../../why/posts_behind.ts";
import type { Hide } from "../request.ts";
import { namesTables } from "./names_tables.ts";

const { people, posts, mentions } = namesTables;

/** Columns that hold the words of a post, lists that hold nearly all of them, and what tells whether they were guessed right. */
const wordColumns = new Set(["title", "text", "norm", "terms", "entities", "phrases", "near_duplicate"]);

// As `maskText`, in the words of RE2. What is masked may be longer here, never shorter: `\s` is fewer characters.
const link = String.raw`https?://(?:[^/\s@]*@)?([^/\s:?#]*)\S*`;
const handle = String.raw`(^|[^\w/@.])(@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\w.-]+)?|/?u/[\w-]+)`;
/** The SQL of a text without the handles and addresses in it. */
export const maskedSql = (text: string): string =>
  `regexp_replace(regexp_replace(${text}, '${link}', '\\1', 'gi'), '${handle}', '\\1@…', 'g')`;
const hostOf = (text: string) => `regexp_extract(${text}, '^(?:\\w+://)?(?:[^/\\s@]*@)?([^/\\s:?#]*)', 1)`;
const named = (table: string, value: string) =>
  `(select any_value(name) from ${table} where value = lower(${value}))`;

/** How columns are shared where people get other names; what is not here and not plain is left out wherever something is hidden. */
const shared: Record<string, string> = {
  author: named(people, "author"),
  author_id: named(people, "author_id"),
  id: named(posts, "id"),
  reply_to: named(posts, "reply_to"),
  repost_of: named(posts, "repost_of"),
  quote_of: named(posts, "quote_of"),
  thread_id: named(posts, "thread_id"),
  title: maskedSql("title"),
  text: maskedSql("text"),
  norm: maskedSql("norm"),
  terms: `list_filter(terms, term -> not regexp_matches(term, '^@'))`,
  entities: `list_filter(entities, lambda item: not contains(item, '@'))`,
  mentions:
    `coalesce((select any_value(names) from ${mentions} where row = ${postsRows.row}), []::varchar[])`,
  links: `list_transform(links, link -> ${hostOf("link")})`,
  url: "null::varchar",
};
const plain = new Set(
  ("source revision stream created_at received_at landed_at landing community lang place automated sensitive " +
    "reach likes replies reposts score tokens hashtags cashtags mood polarity subjectivity sentiment_model emotion emotion_model category category_model " +
    "entities_model phrases near_duplicate country region city truncated deleted_at changed_in engagement_at " +
    "corrected_at corrected_mood mood_rule model_mood model_polarity")
    .split(" "),
);

/** What leads to a post; a deleted one counts, and nothing leads to it. */
const leading: Record<string, string> = {
  id: "''",
  reply_to: "null",
  repost_of: "null",
  quote_of: "null",
  thread_id: "null",
};

/** The posts of a window in their order, without what is to be hidden; the names of people and posts are kept by `keepNames`. */
export async function writePostsSelect(
  where: string,
  { pseudonyms, quotes }: Hide,
  lane: KeepingLane,
  limits: QueryLimits,
): Promise<string> {
  const all = await rowsOf(
    lane,
    { sql: "select column_name as name from (describe posts)", binds: [] },
    limits,
  );
  const columns = all.map(({ name }) => String(name)).filter((name) => quotes || !wordColumns.has(name));
  const written = columns.flatMap((name) => {
    const isKnown = plain.has(name) || Object.hasOwn(shared, name);
    if ((pseudonyms || !quotes) && !isKnown) return [];
    const value = pseudonyms && Object.hasOwn(shared, name) ? shared[name]! : name;
    return Object.hasOwn(leading, name)
      ? `if(deleted_at is null, ${value}, ${leading[name]}) as ${name}`
      : value === name
      ? name
      : `${value} as ${name}`;
  });
  return `select ${written.join(", ")} from ${postsRows.view} where ${where}
    order by ${postsRows.view}.created_at, source, ${postsRows.view}.id, revision`;
}
