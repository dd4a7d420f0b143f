import type { CardScore } from "../models/read_cards.ts";
import type { Connection } from "./duckdb.ts";

const columns = ["model", "task", "title", "measure", "percent"] as const;

/** Puts what the models score into `models`; those of earlier programs stay, as posts may name them. */
export async function keepModels(connection: Connection, scores: CardScore[]): Promise<void> {
  const binds = columns.map((name) => ({
    type: "texts" as const,
    value: scores.map((score) => String(score[name])),
  }));
  await connection.exec("begin");
  await connection.rows("delete from base.models where model = any($1)", binds.slice(0, 1));
  await connection.rows(
    `insert into base.models (${columns.join(", ")}) select ${
      columns.map((_, i) => `unnest($${i + 1})`).join(", ")
    }`,
    binds,
  );
  await connection.exec("commit");
}
