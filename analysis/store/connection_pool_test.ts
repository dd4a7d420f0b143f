import assert from "node:assert/strict";
import { ConnectionPool } from "./connection_pool.ts";
import { type Database, openDatabase } from "./duckdb.ts";

async function withDatabase(run: (database: Database) => Promise<void>) {
  const database = await openDatabase(":memory:");
  try {
    await run(database);
  } finally {
    database.close();
  }
}

Deno.test("take() reuses connections, lets so many callers wait, and refuses more", () =>
  withDatabase(async (database) => {
    let made = 0;
    const connect = () => (made++, database.connect());
    const pool = new ConnectionPool(connect, { connections: 1, waiting: 1 });
    const first = await pool.take();
    assert.equal(pool.free, false);
    const waiting = pool.take();
    await assert.rejects(pool.take(), { name: "Retriable", message: /1 others are waiting/ });
    pool.release(first);
    assert.equal(await waiting, first);
    pool.release(first);
    assert.equal(await pool.take(), first);
    assert.equal(made, 1);
    pool.release(first);
    pool.close();
  }));

Deno.test("a connection that could not be made takes no place, and whoever waited for it gets another", () =>
  withDatabase(async (database) => {
    const broken = Promise.withResolvers<never>();
    let attempts = 0;
    const connect = () => ++attempts === 1 ? broken.promise : database.connect();
    const pool = new ConnectionPool(connect, { connections: 1, waiting: 1 });
    const first = pool.take();
    const waiting = pool.take();
    broken.reject(new Error("too many open files"));
    await assert.rejects(first, { message: "too many open files" });
    const second = await waiting;
    await second.exec("select 1");
    pool.release(second);
    pool.close();
  }));
