import { Fatal } from "../../ingest/base/errors.ts";
import type { Connection } from "./duckdb.ts";
import posts from "./migrations/001_posts.sql" with { type: "text" };
import gauges from "./migrations/002_gauges.sql" with { type: "text" };
import letters from "./migrations/004_letters.sql" with { type: "text" };
import coverageSpans from "./migrations/005_coverage_spans.sql" with { type: "text" };
import changes from "./migrations/006_changes.sql" with { type: "text" };
import terms from "./migrations/007_terms.sql" with { type: "text" };
import termsFilled from "./migrations/008_terms_filled.sql" with { type: "text" };
import termsChanged from "./migrations/009_terms_changed.sql" with { type: "text" };
import analysis from "./migrations/010_analysis.sql" with { type: "text" };
import corrections from "./migrations/012_corrections.sql" with { type: "text" };
import phraseRules from "./migrations/013_phrase_rules.sql" with { type: "text" };
import forgotten from "./migrations/014_forgotten.sql" with { type: "text" };

/** In order, for ever: a released migration never changes. */
const migrations = [
  { version: 1, name: "posts", sql: posts },
  { version: 2, name: "gauges", sql: gauges },
  { version: 4, name: "letters", sql: letters },
  { version: 5, name: "coverage_spans", sql: coverageSpans },
  { version: 6, name: "changes", sql: changes },
  { version: 7, name: "terms", sql: terms },
  { version: 8, name: "terms_filled", sql: termsFilled },
  { version: 9, name: "terms_changed", sql: termsChanged },
  { version: 10, name: "analysis", sql: analysis },
  { version: 12, name: "corrections", sql: corrections },
  { version: 13, name: "phrase_rules", sql: phraseRules },
  { version: 14, name: "forgotten", sql: forgotten },
];

/** Brings the schema up to this program's version. @throws {Fatal} when a newer program has written the file. */
export async function migrate(connection: Connection, path: string): Promise<void> {
  await connection.exec(
    "create table if not exists migrations (version integer primary key, name varchar, applied_at timestamp)",
  );
  const rows = await connection.rows<{ version: number }>("select version from migrations");
  const applied = new Set(rows.map(({ version }) => version));
  const current = Math.max(0, ...applied);
  const newest = migrations.at(-1)!.version;
  if (current > newest) {
    throw new Fatal(
      `Cannot open database "${path}": its schema is version ${current}, this program knows ${newest}; use a newer one`,
    );
  }
  for (const { version, name, sql } of migrations.filter((migration) => !applied.has(migration.version))) {
    await connection.exec("begin");
    await connection.exec(sql);
    await connection.rows("insert into migrations values ($1, $2, now()::timestamp)", [
      { type: "number", value: version },
      { type: "text", value: name },
    ]);
    await connection.exec("commit");
  }
}
