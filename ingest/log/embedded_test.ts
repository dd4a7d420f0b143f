import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { inFolder } from "../base/folder_harness.ts";
import { openEmbeddedLog } from "./embedded.ts";
import { readAll, records, testLog } from "./log_suite.ts";

testLog({
  name: "embedded log",
  needs: {},
  runs: 40,
  withLog: (run) => withPath((path) => run(() => openEmbeddedLog(path))),
});

const withPath = (run: (path: string) => Promise<void>) => inFolder((folder) => run(`${folder}/log.sqlite`));

Deno.test("embedded log trims whole batches below an offset, and says where reading then starts", () =>
  withPath(async (path) => {
    await using log = await openEmbeddedLog(path);
    for (let i = 0; i < 10; i++) await log.append("posts", records(i * 10, 10));
    await log.trim("posts", 0, 35n, 0);
    assert.deepEqual((await log.range("posts", 0)).oldest, 0n, "batches younger than the bound stay");
    await log.trim("posts", 0, 35n, Date.now() + 1000);
    assert.deepEqual(await log.range("posts", 0), { oldest: 30n, next: 100n });
    const read = await readAll(log, 12n);
    assert.equal(read.froms[0], 30n, "the gap shows as a batch fetched from beyond the position asked for");
    assert.equal(read.offsets.length, 70);
    await log.trim("posts", 0, 100n, Date.now() + 1000);
    assert.deepEqual(await log.range("posts", 0), { oldest: 100n, next: 100n });
    await log.append("posts", records(100, 1));
    assert.deepEqual((await readAll(log, 100n)).offsets, [100n], "offsets go on after a full trim");
  }));

Deno.test("embedded log refuses a file that is no log, by name", () =>
  withPath(async (path) => {
    await Deno.writeTextFile(path, "this is not a database, it only has a long text in it ".repeat(50));
    await assert.rejects(openEmbeddedLog(path), (error: Error) =>
      error.name === "Fatal" && error.message.startsWith(`Cannot open log "${path}": `));
  }));

Deno.test("embedded log refuses a batch whose lines do not add up", () =>
  withPath(async (path) => {
    await using log = await openEmbeddedLog(path);
    await log.append("posts", records(0, 3));
    const db = new DatabaseSync(path);
    db.exec("update batches set count = 4");
    db.close();
    await assert.rejects(readAll(log, 0n), {
      name: "Fatal",
      message: /at offset 0: its bytes have changed on the disk/,
    });
  }));

Deno.test("embedded log refuses a batch whose bytes have changed on the disk, and reads one of before that has no check", () =>
  withPath(async (path) => {
    await using log = await openEmbeddedLog(path);
    await log.append("posts", records(0, 3));
    using db = new DatabaseSync(path);
    db.exec("update batches set lines = cast(replace(cast(lines as text), '1', '7') as blob)");
    await assert.rejects(readAll(log, 0n), { name: "Fatal", message: /at offset 0: its bytes have changed/ });
    db.exec("update batches set crc = null");
    assert.equal((await readAll(log, 0n)).lines.length, 3);
  }));

Deno.test("embedded log refuses to read over a batch that is gone, or to append where the last one is", () =>
  withPath(async (path) => {
    await using log = await openEmbeddedLog(path);
    for (let i = 0; i < 4; i++) await log.append("posts", records(i * 10, 10));
    using db = new DatabaseSync(path);
    const changed = (offset: number) => ({
      name: "Fatal",
      message: new RegExp(
        `^Cannot read log "${path}" at offset ${offset}: its bytes have changed on the disk`,
      ),
    });
    db.exec("update batches set topic = 'qosts' where first = 10");
    await assert.rejects(readAll(log, 0n), changed(10));
    await assert.rejects(readAll(log, 12n), changed(10));
    assert.equal((await readAll(log, 20n)).lines.length, 20);
    db.exec("update batches set topic = 'qosts' where first = 30");
    await assert.rejects(readAll(log, 30n), changed(30));
    await assert.rejects(log.append("posts", records(40, 1)), changed(30));
  }));

Deno.test("embedded log says that its file is damaged instead of waiting for more", () =>
  withPath(async (path) => {
    {
      await using log = await openEmbeddedLog(path);
      for (let i = 0; i < 50; i++) await log.append("posts", records(1000 * i, 1000));
    }
    const pageBytes = 32_768;
    using file = await Deno.open(path, { write: true });
    await file.seek(20 * pageBytes, Deno.SeekMode.Start);
    await file.write(new Uint8Array(10 * pageBytes).fill(255));
    await using log = await openEmbeddedLog(path);
    await assert.rejects(
      readAll(log, 0n),
      /Cannot read log ".*" at offset \d+: .*malformed; put a good copy back, or delete it/,
    );
  }));

Deno.test("embedded log says that the disk is full, and appends again when it is not", () =>
  withPath(async (path) => {
    await using log = await openEmbeddedLog(path);
    const { db } = log as unknown as { db: DatabaseSync };
    db.exec("pragma max_page_count = 16");
    const long = [{ key: "", line: "x".repeat(1_000_000) }];
    for (let i = 0; i < 2; i++) {
      await assert.rejects(log.append("posts", long), {
        name: "Fatal",
        message: `Cannot append to log "${path}": database or disk is full`,
      });
    }
    db.exec("pragma max_page_count = 10000");
    await log.append("posts", long);
    assert.deepEqual(await log.range("posts", 0), { oldest: 0n, next: 1n });
  }));

Deno.test("embedded log can be tried again while another writes, and not where it cannot be written at all", () =>
  withPath(async (path) => {
    await using log = await openEmbeddedLog(path);
    const { db } = log as unknown as { db: DatabaseSync };
    db.exec("pragma busy_timeout = 1");
    const other = new DatabaseSync(path);
    other.exec("begin immediate");
    await assert.rejects(log.append("posts", records(0, 1)), {
      name: "Retriable",
      message: `Cannot append to log "${path}": database is locked`,
    });
    other.exec("rollback");
    other.close();
    await log.append("posts", records(0, 1));
    db.exec("begin");
    await assert.rejects(log.append("posts", records(1, 1)), {
      name: "Fatal",
      message: /^Cannot append to log /,
    });
    db.exec("rollback");
  }));
