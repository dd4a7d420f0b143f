import type { CoverageEnvelope } from "../../ingest/post.ts";
import type { Connection } from "../store/duckdb.ts";

const prefix = '{"v":1,"t":"coverage",';

/** Whether a line says of what nothing was received. */
export function isCoverage(line: string): boolean {
  if (!line.startsWith(prefix)) return false;
  try {
    const { kind, detail, at } = JSON.parse(line);
    return kind === "log-gap" && typeof detail === "string" && Number.isSafeInteger(at);
  } catch {
    return false;
  }
}

/** Lands such lines, in the open transaction of the landing; each is kept once, however often it comes. */
export async function landCoverage(connection: Connection, lines: string[]): Promise<void> {
  for (const line of lines) {
    const { kind, detail, at } = JSON.parse(line) as CoverageEnvelope;
    await connection.rows(
      `insert into base.coverage select $1, null, null, $2, $3
       where not exists (from base.coverage where kind = $2 and detail = $3)`,
      [{ type: "time", value: at }, { type: "text", value: kind }, { type: "text", value: detail }],
    );
  }
}
