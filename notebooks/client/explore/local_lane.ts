import type { AsyncDuckDBConnection } from "@duckdb/duckdb-wasm";
import type { RecordBatch } from "apache-arrow";
import type { Columns, Lane } from "../../../analysis/store/reads.ts";
import { messageOf, Poison } from "../../../ingest/base/errors.ts";
import { columnsOf } from "./columns_of.ts";
import { writeLiterals } from "./literals.ts";

/** DuckDB in the browser; one query after another. There is no deadline: whoever waits can stop it. */
export interface LocalLane extends Lane {
  /** Stops the query that runs now. */
  stop(): void;
}

/** A lane on a connection that `start` makes when the first query comes, and again where it could not. */
export function createLocalLane(start: () => Promise<AsyncDuckDBConnection>): LocalLane {
  let starting: Promise<AsyncDuckDBConnection> | null = null;
  let running: AsyncDuckDBConnection | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const connect = async () => {
    try {
      return await (starting ??= start());
    } catch (error) {
      starting = null;
      throw new Poison(messageOf(error));
    }
  };
  return {
    query(sql, binds, { maxRows }) {
      const mine = turn.then(async () => {
        const connection = await connect();
        running = connection;
        try {
          return await run(connection, writeLiterals(sql, binds), maxRows);
        } catch (error) {
          throw new Poison(readMessage(messageOf(error)));
        } finally {
          running = null;
        }
      });
      turn = mine.catch(() => {});
      return mine;
    },
    stop() {
      void running?.cancelSent();
    },
  };
}

async function run(connection: AsyncDuckDBConnection, sql: string, maxRows: number): Promise<Columns> {
  const reader = await connection.send(sql, true);
  // Its end clears it.
  const { schema: { fields } } = await reader.open();
  const batches: RecordBatch[] = [];
  let rows = 0;
  for await (const batch of reader) {
    batches.push(batch);
    rows += batch.numRows;
    if (rows <= maxRows) continue;
    await connection.cancelSent();
    break;
  }
  return columnsOf(fields, batches, maxRows);
}

// What the parser says comes as JSON.
function readMessage(message: string): string {
  try {
    const { exception_type: type, exception_message: text } = JSON.parse(message);
    return `${type} Error: ${text}`;
  } catch {
    return message;
  }
}
