import assert from "node:assert/strict";
import { openDatabase } from "./duckdb.ts";
import { QueryLate } from "./reads.ts";
import { runBounded } from "./run_bounded.ts";

const deadlineMs = 20;
const busyMs = 3 * deadlineMs;
const maxRounds = 1000;
const sum = "select sum(a) as n from t";

Deno.test("runBounded() takes no rows of a query that was stopped before they were read", async () => {
  const database = await openDatabase(":memory:");
  const connection = await database.connect();
  try {
    await connection.exec("create table t as select range as a from range(30_000)");
    let emptied = false;
    for (let round = 0; round < maxRounds && !emptied; round++) {
      const running = runBounded(connection, { deadlineMs }, undefined, async () => {
        const result = await connection.columns(sum, [], 5000);
        emptied ||= result.rows === 0;
        return result.rows;
      }).catch((error) => error);
      // The result is there and waits to be read while this process is busy: its deadline comes first.
      await new Promise((resolve) => setTimeout(resolve, round % 10));
      for (const end = performance.now() + busyMs; performance.now() < end;);
      const end = await running;
      if (!(end instanceof QueryLate)) assert.equal(end, 1);
    }
    assert.ok(emptied, "no query was stopped before it was read");
  } finally {
    connection.close();
    database.close();
  }
});
