import type { Correction } from "../../ingest/correction.ts";
import type { Connection } from "../store/duckdb.ts";
import { counters, insertMinutes } from "./minutes.ts";
import { noSpan, planSearches, readSpan, type Span } from "./searches.ts";
import { stageInto } from "./stage.ts";

const fields = JSON.stringify({
  entry: "VARCHAR",
  source: "VARCHAR",
  id: "VARCHAR",
  mood: "TINYINT",
  by: "VARCHAR",
  at: "BIGINT",
  createdAt: "BIGINT",
  topic: "VARCHAR",
  modelMood: "TINYINT",
  model: "VARCHAR",
});

/** Puts corrections, each once, into the temporary table `staged_corrections`, outside any transaction. */
export async function stageCorrections(connection: Connection, corrections: Correction[]): Promise<void> {
  const lines = corrections.map(({ createdAt = null, measured, ...correction }) => {
    const { topic = null, mood: modelMood = null, model = null } = measured ?? {};
    return JSON.stringify({ ...correction, createdAt, topic, modelMood, model });
  });
  await stageInto(connection, "correction_lines", lines);
  await connection.exec(`create or replace temp table staged_corrections as
    select distinct on (entry) entry, source, id, mood, "by" as corrected_by, make_timestamp("at" * 1000) as corrected_at,
      make_timestamp("createdAt" * 1000) as created_at, "createdAt" is null as unstable,
      topic, "modelMood" as model_mood, model
    from (select unnest(from_json_strict(line, '${fields}')) from correction_lines)`);
}

/**
 * Keeps the corrections that are new, in the open transaction of the landing.
 * @returns how many those are; the table `staged_corrections` is left with them.
 */
export async function keepCorrections(connection: Connection, landing: number): Promise<number> {
  await connection.exec(`
    delete from staged_corrections where entry in (select entry from base.corrections);
    insert into base.corrections by name
      select * exclude (created_at, unstable), ${landing} as landing from staged_corrections;
  `);
  const [count] = await connection.rows<{ news: number }>("select count(*) as news from staged_corrections");
  return count!.news;
}

/** The entry that holds of each post that a table (source, id) names, as SQL. */
export function holdingCorrections(table: string): string {
  return `(select * from base.corrections where (source, id) in (select (source, id) from ${table})
    qualify row_number() over (partition by source, id order by corrected_at desc, entry desc) = 1)`;
}

/** Gives posts of the table `staged`, edits among them, the moods that people have given them before. */
export async function correctStaged(connection: Connection): Promise<void> {
  await connection.exec(`
    update staged s set mood = c.mood, polarity = c.mood, corrected_at = c.corrected_at,
      model_mood = s.mood, model_polarity = s.polarity
    from ${holdingCorrections("staged")} c where s.source = c.source and s.id = c.id and c.mood is not null`);
}

/** Gives landed posts the moods that the table `staged_corrections` changes, and the rollup the difference. @returns their event time. */
export async function correctLanded(
  connection: Connection,
  isUnstable: (source: string) => boolean,
): Promise<Span> {
  const { parts, binds } = await planSearches(connection, "staged_corrections", isUnstable);
  if (parts.length === 0) return noSpan;
  const found = parts.map(({ wanted, landed }) =>
    `select p.* from (from staged_corrections where ${wanted}) c
      join (select source, id, rowid as old_row, created_at, corrected_at as old_at, mood as old_mood, polarity as old_polarity,
        if(corrected_at is null, mood, model_mood) as model_mood,
        if(corrected_at is null, polarity, model_polarity) as model_polarity
        from base.posts where deleted_at is null and ${landed}) p using (source, id)`
  );
  await connection.rows(
    `create or replace temp table corrected as
      select p.* replace (if(c.mood is null, null, p.model_mood) as model_mood,
          if(c.mood is null, null, p.model_polarity) as model_polarity),
        coalesce(c.mood, p.model_mood) as mood, coalesce(c.mood, p.model_polarity)::float as polarity,
        if(c.mood is null, null, c.corrected_at) as corrected_at
      from (select distinct on (old_row) * from (${found.join(" union all ")})) p
      join ${holdingCorrections("staged_corrections")} c using (source, id)
      where (corrected_at, coalesce(c.mood, p.model_mood)) is distinct from (old_at, old_mood)`,
    binds,
  );
  const uncounted = counters.map((name) => `null::bigint as ${name}`).join(", ");
  await connection.exec(
    insertMinutes(
      `(select 1 as sign, created_at, source, mood, polarity, ${uncounted} from corrected union all
      select -1, created_at, source, old_mood, old_polarity, ${uncounted} from corrected)`,
    ),
  );
  const set = ["mood", "polarity", "corrected_at", "model_mood", "model_polarity"]
    .map((name) => `${name} = c.${name}`).join(", ");
  await connection.exec(`update base.posts p set ${set} from corrected c where p.rowid = c.old_row`);
  return await readSpan(connection, "corrected");
}
