import type { Connection } from "./duckdb.ts";

/** Views that change by landings only, which say so, or never while a program runs. */
export const landedViews: ReadonlySet<string> = new Set([
  "posts",
  "entities",
  "phrases",
  "minutes",
  "hours",
  "sources",
  "engagement",
  "corrections",
  "judgements",
  "phrase_rules",
  "landings",
  "dead_letters",
  "models",
]);

/** Views that cells may read; those that are not among the above may change at any time. */
export const publishedViews: ReadonlySet<string> = new Set([
  ...landedViews,
  "coverage",
  "stream_states",
  "gauges",
  "backups",
]);

/** `posts` for queries of ours, with the number of each row. Pages cannot name it, so the number shows in no `select *`. */
export const postsRows = { view: "posts_rows", row: "__row" };

// Lists of words stand in one text, which is split only for the posts that are asked for.
const itemsOf = (column: string) => `if(${column} = '', []::varchar[], string_split(${column}, chr(31)))`;
// In these, the score of each item in percent stands before it.
const scored = (column: string) => `list_transform(${itemsOf(column)}, lambda item: substring(item, 5))`;
const modelled = `if(corrected_at is null, mood, model_mood) as model_mood,
  if(corrected_at is null, polarity, model_polarity) as model_polarity`;
// What holds where no rule of a topic does.
const corrected = "mood as corrected_mood, null::varchar as mood_rule";
const shown = `replace (${itemsOf("terms")} as terms, ${scored("entities")} as entities, ${
  scored("phrases")
} as phrases, ${modelled}), ${corrected}`;

/** A row for each post and item of such a list, with what a page may group and filter posts by. */
function itemRows(list: string, item: string, visible: string): string {
  return `select * exclude (item), substring(item, 5) as ${item}, substring(item, 1, 3)::integer / 100 as score from (
    select source, id, revision, created_at, landed_at, landing, stream, author, author_id, community, lang, place, country, norm,
      mood, polarity, corrected_at, ${modelled}, ${corrected}, emotion, category, deleted_at, unnest(${
    itemsOf(list)
  }) as item
    from base.posts ${visible})`;
}

const sums = `sum(posts)::bigint as posts, sum(negative)::bigint as negative, sum(neutral)::bigint as neutral,
  sum(positive)::bigint as positive, sum(polarity_sum) as polarity_sum,
  sum(likes)::bigint as likes, sum(replies)::bigint as replies, sum(reposts)::bigint as reposts, sum(score)::bigint as score`;

/**
 * (Re)creates the views. Once real posts have landed, the simulated ones are hidden from all of them. Pages may be public, so
 * the people who corrected are in none.
 */
export async function createViews(connection: Connection, hideSample: boolean): Promise<void> {
  const visible = hideSample ? "where source <> 'sample'" : "";
  await connection.exec(`
    create or replace view posts as select * exclude (row_no) ${shown} from base.posts ${visible};
    create or replace view ${postsRows.view} as select * exclude (row_no) ${shown}, row_no as ${postsRows.row}
      from base.posts ${visible};
    create or replace view entities as select *, split_part(entity, ':', 1) as type,
      substring(entity, length(split_part(entity, ':', 1)) + 2) as name from (${
    itemRows("entities", "entity", visible)
  });
    create or replace view phrases as ${itemRows("phrases", "phrase", visible)};
    create or replace view minutes as
      select minute, source, ${sums} from base.minutes ${visible} group by all having sum(posts) <> 0;
    create or replace view hours as
      select date_trunc('hour', minute) as hour, source, ${sums} from base.minutes ${visible}
      group by all having sum(posts) <> 0;
    create or replace view sources as select * from base.sources ${visible};
    create or replace view dead_letters as
      select d.* exclude (bytes), coalesce(s.how, 'open') as state, s.settled_at
      from base.dead_letters d left join base.settled_letters s on s.letter = d.id ${visible};
    create or replace view engagement as select * from base.engagement ${visible};
    create or replace view corrections as select * exclude (corrected_by) from base.corrections ${visible};
    create or replace view judgements as
      select topic, mood, model_mood, model, corrected_at as judged_at from base.corrections
      where topic is not null ${hideSample ? "and source <> 'sample'" : ""}
      qualify row_number() over (partition by topic, source, id order by corrected_at desc, entry desc) = 1;
    create or replace view phrase_rules as select * exclude (ruled_by) from base.phrase_rules;
    create or replace view landings as select * from base.landings;
    create or replace view coverage as select * from base.coverage where kind <> 'state';
    create or replace view stream_states as
      select stream, source, regexp_extract(detail, '^[a-z ]+') as state,
        nullif(regexp_extract(detail, '^[a-z ]+: (.*)$', 1, 's'), '') as reason, from_at as since, noticed_at
      from base.coverage where kind = 'state';
    create or replace view gauges as select * from base.gauges;
    create or replace view backups as select * from base.backups;
    create or replace view models as select * from base.models;
  `);
}
