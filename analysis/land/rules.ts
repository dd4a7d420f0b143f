import type { Rule } from "../../ingest/correction.ts";
import type { Connection } from "../store/duckdb.ts";

/** Keeps the rules that are new, in the open transaction of the landing. @returns how many those are. */
export async function keepRules(connection: Connection, rules: Rule[], landing: number): Promise<number> {
  let kept = 0;
  for (const { entry, topic, query, phrase, mood, by, at } of rules) {
    const inserted = await connection.rows(
      `insert into base.phrase_rules select $1, $2, $3, $4, ${mood ?? "null"}::tinyint, $5, $6, $7::bigint
       where $1 not in (select entry from base.phrase_rules) returning 1`,
      [
        ...[entry, topic, query, phrase, by].map((value) => ({ type: "text" as const, value })),
        { type: "time", value: at },
        { type: "number", value: landing },
      ],
    );
    kept += inserted.length;
  }
  return kept;
}
