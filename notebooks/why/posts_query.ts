import type { Bind } from "../../analysis/store/reads.ts";
import { bindInto, type BindScope, type BoundSql, writeHere } from "../page/bind_cell.ts";
import { type RowKey, writeRowKey } from "../page/row_key.ts";
import { judge, topicsAmong } from "../page/judged_posts.ts";
import { countCorrected, makerSql, namesOfModels } from "./mood_makers.ts";
import type { WhyRequest } from "./why_request.ts";

/** Where a page of posts goes on: after this one. */
export interface PostPlace {
  createdAt: number;
  source: string;
  id: string;
  revision: number;
}

type Asked = Pick<WhyRequest, "cell" | "key">;

const columns = `source, id, revision, created_at, author, community, title, text, url, mood,
  round(polarity::double, 4) as polarity, round(subjectivity::double, 4) as subjectivity, emotion, category, entities, lang,
  sentiment_model, likes, replies, reposts, score, deleted_at, corrected_at, mood_rule, model_mood,
  round(model_polarity::double, 4) as model_polarity`;

/** The columns of a post that readers see; its text is cut. */
export const shownColumns: string = columns.replace(" text,", " left(text, 1200) as text,");

/** What the drawer of a page says beside them; too much for a report, which names its models once. */
const drawerColumns = "emotion_model, category_model, entities_model, near_duplicate";

/** Counts the posts behind a number: how many, by how many authors, in which mood with and without the key's own mood, and by whom. */
export function countQuery({ cell, key }: Asked, scope: BindScope, landing: number): BoundSql {
  const binds: Bind[] = [];
  const bind = bindInto(binds);
  const { mood, ...group } = key;
  const maker = makerSql(scope.moods);
  const inMood = mood === undefined ? "true" : writeRowKey({ mood }, scope.span, bind)[0]!;
  const sql = `select count(*) filter (where ${inMood}) as posts,
    count(distinct source || ' ' || author_id) filter (where ${inMood}) as authors,
    count(author_id) filter (where ${inMood}) as signed,
    count(distinct source || ' ' || community) filter (where ${inMood}) as communities,
    count(community) filter (where ${inMood}) as placed,
    count(*) filter (where mood = -1) as negative, count(*) filter (where mood = 0) as neutral,
    count(*) filter (where mood = 1) as positive,
    count(*) filter (where mood is null) as unknown, ${namesOfModels(maker)}, ${countCorrected(maker)}
    from posts where ${writeWhere(cell, group, scope, landing, bind)}`;
  return judge({ sql, binds }, topicsAmong(scope), scope);
}

/** Counts all posts of a window, whatever they are about; times are UTC milliseconds. */
export function streamQuery({ from, to }: { from: number; to: number }, landing: number): BoundSql {
  const binds: Bind[] = [];
  const bind = bindInto(binds);
  const sql = `select count(*) as posts from posts where created_at >= ${bind({ type: "time", value: from })}
    and created_at < ${bind({ type: "time", value: to })}
    and landing <= ${bind({ type: "number", value: landing })}`;
  return { sql, binds };
}

/** The posts behind a number, newest first. */
export function postsQuery(
  { cell, key, offset, limit }: Asked & { offset: number; limit: number },
  scope: BindScope,
  landing: number,
): BoundSql {
  const binds: Bind[] = [];
  const bind = bindInto(binds);
  const where = writeWhere(cell, key, scope, landing, bind);
  const sql = `select ${shownColumns}, ${drawerColumns} from posts where ${where}
    order by created_at desc, source, id, revision limit ${limit} offset ${offset}`;
  return judge({ sql, binds }, topicsAmong(scope), scope);
}

/** Some of the posts behind a number that have a mood by the model, drawn by lot, the same each time. */
export function sampleQuery({ cell, key }: Asked, scope: BindScope, landing: number, most: number): BoundSql {
  const binds: Bind[] = [];
  const where = writeWhere(cell, key, scope, landing, bindInto(binds));
  const sql = `select title, left(text, 2000) as text, model_mood from posts
    where ${where} and model_mood is not null and deleted_at is null order by md5(source || ' ' || id) limit ${most}`;
  return judge({ sql, binds }, topicsAmong(scope), scope);
}

/** A stretch of ALL posts behind a number, oldest first, from after a place on. */
export function stretchQuery(
  { cell, key }: Asked,
  scope: BindScope,
  landing: number,
  after: PostPlace | null,
  limit: number,
): BoundSql {
  const binds: Bind[] = [];
  const bind = bindInto(binds);
  const where = writeWhere(cell, key, scope, landing, bind);
  const place = after === null ? "true" : `(created_at, source, id, revision) > (${
    [
      bind({ type: "time", value: after.createdAt }),
      bind({ type: "text", value: after.source }),
      bind({ type: "text", value: after.id }),
      bind({ type: "number", value: after.revision }),
    ].join(", ")
  })`;
  const sql = `select ${columns} from posts where ${where} and ${place}
    order by created_at, source, id, revision limit ${limit}`;
  return judge({ sql, binds }, topicsAmong(scope), scope);
}

function writeWhere(
  cell: WhyRequest["cell"],
  key: RowKey,
  scope: BindScope,
  landing: number,
  bind: (value: Bind) => string,
): string {
  const frozen = `landing <= ${bind({ type: "number", value: landing })}`;
  return [writeHere(cell, scope, bind), ...writeRowKey(key, scope.span, bind), frozen].join(" and ");
}
