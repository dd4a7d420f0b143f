import { Coverage } from "../../ingest/coverage.ts";
import type { Connection } from "../store/duckdb.ts";
import type { Bind } from "../store/reads.ts";

const prefix = '{"v":1,"t":"coverage",';

/** Whether a line says what was received and what was not. */
export function isCoverage(line: string): boolean {
  if (!line.startsWith(prefix)) return false;
  try {
    return Coverage.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

/** Lands such lines, in the open transaction of the landing; each is kept once, however often it comes. */
export async function landCoverage(connection: Connection, lines: string[]): Promise<void> {
  for (const line of lines) {
    const { kind, detail, at, source, stream, from, to, seen } = Coverage.parse(JSON.parse(line));
    if (kind === "state" && !await replaceState(connection, stream!, at)) continue;
    const binds: Bind[] = [];
    const bind = (value: Bind | null) => value === null ? "null" : `$${binds.push(value)}`;
    const text = (value?: string) => bind(value === undefined ? null : { type: "text", value });
    const time = (value?: number) => bind(value === undefined ? null : { type: "time", value });
    const columns = {
      noticed_at: time(at),
      source: text(source),
      stream: text(stream),
      kind: text(kind),
      detail: text(detail),
      from_at: time(from),
      to_at: time(to),
      seen: bind(seen === undefined ? null : { type: "number", value: seen }),
    };
    // What the log gave up is noticed anew by each reader.
    const same = Object.entries(columns)
      .filter(([name]) => kind !== "log-gap" || name !== "noticed_at")
      .map(([name, value]) => `${name} is not distinct from ${value}`);
    await connection.rows(
      `insert into base.coverage (${Object.keys(columns).join(", ")}) select ${
        Object.values(columns).join(", ")
      }
       where not exists (from base.coverage where ${same.join(" and ")})`,
      binds,
    );
  }
}

// Of a stream only the newest state is kept. False where it is older than that one.
async function replaceState(connection: Connection, stream: string, at: number): Promise<boolean> {
  const of: Bind[] = [{ type: "text", value: stream }, { type: "time", value: at }];
  const newer = "from base.coverage where kind = 'state' and stream = $1 and noticed_at > $2";
  const [found] = await connection.rows<{ newer: boolean }>(`select exists (${newer}) as newer`, of);
  if (found!.newer) return false;
  await connection.rows(
    "delete from base.coverage where kind = 'state' and stream = $1 and noticed_at <= $2",
    of,
  );
  return true;
}
