import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { inFolder } from "./base/folder_harness.ts";
import { openControl } from "./control.ts";

Deno.test("control keeps cursors and facts", () =>
  inFolder((folder) => {
    {
      using control = openControl(folder);
      assert.equal(control.cursor("log", "a"), undefined);
      assert.equal(control.fact("real posts landed"), false);
      control.saveCursor("log", "a", { n: 1 }, 10n);
      control.saveCursor("log", "a", { n: 2 }, 20n);
      control.saveCursor("log", "b", null, 15n);
      control.setFact("real posts landed");
      control.setFact("real posts landed");
    }
    using control = openControl(folder);
    assert.deepEqual(control.cursor("log", "a"), { n: 2 });
    assert.equal(control.cursor("another log", "a"), undefined);
    assert.deepEqual(["log", "another log"].map(control.furthestEnd), [20n, 0n]);
    assert.equal(control.fact("real posts landed"), true);
  }));

Deno.test("control refuses a cursor whose bytes have changed on the disk, and reads one of before that has no check", () =>
  inFolder((folder) => {
    const path = join(folder, "control.sqlite");
    using control = openControl(folder);
    control.saveCursor("log", "a", { line: 1200 }, 10n);
    using db = new DatabaseSync(path);
    db.exec("update cursors set cursor = replace(cursor, '12', '92')");
    assert.throws(() => control.cursor("log", "a"), {
      name: "Fatal",
      message:
        `Cannot read cursor of "a" in "${path}": its bytes have changed on the disk; put a good copy back, or ` +
        "delete it: sources then start over",
    });
    db.exec("update cursors set crc = null");
    assert.deepEqual(control.cursor("log", "a"), { line: 9200 });
  }));

Deno.test("control gives a stream to one holder at a time, and tells the one before", () =>
  inFolder((folder) => {
    using control = openControl(folder);
    assert.equal(control.lease("s"), undefined);
    assert.equal(control.takeLease("s", "a", "", 1), true);
    assert.equal(control.takeLease("s", "b", "", 2), false, "it is not free");
    assert.deepEqual(control.lease("s"), { holder: "a", beatAt: 1, done: false });
    assert.equal(control.takeLease("s", "b", "a", 3), true);
    assert.deepEqual([control.beatLease("s", "a", 4), control.beatLease("s", "b", 5)], [false, true]);
    assert.equal(control.saveCursor("log", "s", 1, 1n, "a"), false);
    assert.equal(control.saveCursor("log", "s", 2, 1n, "b"), true);
    control.endLease("s", "a", true);
    control.endLease("s", "b", true);
    assert.deepEqual(control.lease("s"), { holder: "", beatAt: 5, done: true });
  }));

Deno.test("control says in one line what is wrong with its file", () =>
  inFolder((folder) => {
    const path = join(folder, "control.sqlite");
    Deno.writeTextFileSync(path, "no database ".repeat(500));
    assert.throws(() => openControl(folder), {
      name: "Fatal",
      message:
        `Cannot open cursors "${path}": file is not a database; put a good copy back, or delete it: sources ` +
        "then start over",
    });
    assert.throws(() => openControl(join(path, "below")), {
      name: "Fatal",
      message: /^Cannot open cursors /,
    });
    Deno.removeSync(path);
    using control = openControl(folder);
    control.saveCursor("log", "a", 1, 1n);
    using db = new DatabaseSync(path);
    db.exec("update cursors set cursor = '{'");
    assert.throws(() => control.cursor("log", "a"), {
      name: "Fatal",
      message: /^Cannot read cursor of "a" in /,
    });
  }));

Deno.test("control drops the cursors of an earlier version, and keeps the facts", () =>
  inFolder((folder) => {
    {
      using db = new DatabaseSync(join(folder, "control.sqlite"));
      db.exec(
        "create table cursors (stream text primary key, cursor text not null, updated_at integer not null)",
      );
      db.exec("create table facts (name text primary key, value text not null)");
      db.exec("insert into facts values ('real posts landed', 'yes')");
    }
    using control = openControl(folder);
    assert.equal(control.cursor("log", "a"), undefined);
    assert.equal(control.fact("real posts landed"), true);
  }));

Deno.test("control says in one line that facts cannot be read or noted", () =>
  inFolder((folder) => {
    using control = openControl(folder);
    using db = new DatabaseSync(join(folder, "control.sqlite"));
    db.exec("drop table facts");
    for (const act of [() => control.fact("real posts landed"), () => control.setFact("real posts landed")]) {
      assert.throws(act, { name: "Fatal", message: /^Cannot (read|note) .*: no such table: facts$/ });
    }
  }));
