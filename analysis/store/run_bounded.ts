import { messageOf, Poison } from "../../ingest/base/errors.ts";
import type { Connection } from "./duckdb.ts";
import { QueryLate, type QueryLimits } from "./reads.ts";

/**
 * Runs statements on a connection and stops them at their deadline, or when a signal says so.
 * @throws {QueryLate} beyond the deadline. @throws {Poison} with DuckDB's message. @throws the reason of the signal.
 */
export async function runBounded<T>(
  connection: Connection,
  { deadlineMs }: Pick<QueryLimits, "deadlineMs">,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  let late = false;
  const stop = () => connection.interrupt();
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, deadlineMs);
  signal?.addEventListener("abort", stop);
  const throwIfStopped = () => {
    signal?.throwIfAborted();
    if (late) throw new QueryLate(`Stopped after ${deadlineMs / 1000} s; a shorter window is faster`);
  };
  try {
    const result = await run();
    // Where it is stopped between working out and reading, DuckDB gives no rows and no error.
    throwIfStopped();
    return result;
  } catch (error) {
    throwIfStopped();
    throw new Poison(messageOf(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
