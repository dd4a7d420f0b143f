import type { KeepingLane, QueryLimits } from "../../../analysis/store/reads.ts";
import { postsRows } from "../../../analysis/store/views.ts";
import type { Pseudonyms } from "../pseudonyms.ts";

/** Tables that a lane keeps while posts get other names. */
export const namesTables = { people: "export_people", posts: "export_posts", mentions: "export_mentions" };

/**
 * Gives each person and each post of these posts a name: the one that the report has given it, else a further one, in order of
 * appearance, so that equal data get equal names.
 */
export async function keepNames(
  where: string,
  names: Pseudonyms,
  lane: KeepingLane,
  limits: QueryLimits,
): Promise<void> {
  const { people, posts, mentions } = namesTables;
  const persons = ["author", "author_id", "unnest(mentions)"];
  await keepKind(people, "person", persons, where, names, lane, limits);
  await keepKind(
    posts,
    "post",
    ["id", "reply_to", "repost_of", "quote_of", "thread_id"],
    where,
    names,
    lane,
    limits,
  );
  await lane.keep(
    mentions,
    `select row, list(name order by nth) as names
      from (
        select ${postsRows.row} as row, unnest(mentions) as mention, generate_subscripts(mentions, 1) as nth
        from ${postsRows.view} where ${where}
      ) join ${people} on value = lower(mention) group by row`,
    [],
    limits,
  );
}

async function keepKind(
  table: string,
  kind: "person" | "post",
  columns: string[],
  where: string,
  names: Pseudonyms,
  lane: KeepingLane,
  limits: QueryLimits,
): Promise<void> {
  const known = names.given(kind);
  const seen = columns.map((column) => `select ${column} as value, created_at from posts where ${where}`);
  // Among values of one time the order is that of a digest, which says nothing of them.
  await lane.keep(
    table,
    `with known as (select unnest($1) as value, unnest($2) as name), seen as (
      select lower(value) as value, min(created_at) as seen_at from (${seen.join(" union all ")})
      where value is not null and lower(value) not in (select value from known) group by all
    )
    select value, name from known union all
    select value, '${kind} ' || (${
      Number(names.count)
    } + row_number() over (order by seen_at, md5(value))) from seen`,
    [
      { type: "texts", value: [...known.keys()] },
      { type: "texts", value: [...known.values()] },
    ],
    limits,
  );
}
