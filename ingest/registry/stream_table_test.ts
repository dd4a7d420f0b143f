import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openControl } from "../control.ts";
import { controlPathOf } from "../data_files.ts";

const limits = { perHour: null, schedule: null };

Deno.test("streamTable() says why a stream could not be removed, also where SQLite has rolled back by itself", async () => {
  const dataDir = await Deno.makeTempDir();
  try {
    using control = openControl(dataDir);
    control.streams.add({ id: "a", stream: "bluesky", source: "bluesky", what: null, ...limits }, 1);
    using db = new DatabaseSync(controlPathOf(dataDir));
    for (const how of ["rollback", "fail"]) {
      db.exec(
        `create trigger full before delete on streams begin select raise(${how}, 'the disk is full'); end`,
      );
      assert.throws(() => control.streams.remove("a"), {
        name: "Fatal",
        message: `Cannot remove streams in "${controlPathOf(dataDir)}": the disk is full`,
      });
      db.exec("drop trigger full");
    }
    control.streams.remove("a");
    assert.deepEqual(control.streams.list(), []);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});
