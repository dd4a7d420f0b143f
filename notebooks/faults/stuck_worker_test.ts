import assert from "node:assert/strict";
import { join } from "node:path";
import { openStore } from "../../analysis/store/store.ts";
import { withDataDir } from "../dev_harness.ts";
import { allLanded, drain, ingestAll, startFaulty } from "./fault_harness.ts";
import { writeNumbers } from "./numbers_harness.ts";

Deno.test("an analyst that a line brings to a stop is replaced; that line is a dead letter, and all others land", () =>
  withDataDir(async (folder) => {
    const count = 5000;
    const file = join(folder, "numbers.ndjson");
    await writeNumbers(file, { seed: 51, count });
    const dataDir = join(folder, "data");
    await Deno.mkdir(dataDir);
    await ingestAll(dataDir, file);
    await using owner = startFaulty("serve", dataDir, { stickOn: "post 2345:" });
    await allLanded(owner);
    assert.ok(owner.fired());
    await drain(owner);
    await using store = await openStore(dataDir);
    const rows = await store.writer.rows(`select (select count(*) from base.posts) as posts,
      (select count(*) from base.posts where id = '2345') as stuck,
      (select string_agg(origin || ' ' || reason) from base.dead_letters) as dead`);
    assert.deepEqual(rows, [{
      posts: count - 1,
      stuck: 0,
      dead: "posts/0:2344 Analysis did not end within 10 s",
    }]);
  }));
