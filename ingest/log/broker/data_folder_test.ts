import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openDataFolder } from "./data_folder.ts";

Deno.test("openDataFolder() removes its folder at the end, and those of processes that were killed", async () => {
  let own: string;
  {
    await using folder = await openDataFolder();
    await Deno.writeTextFile(join(folder.path, "data"), "");
    own = folder.path;
    const abandoned = await Deno.makeTempDir({ prefix: "groundswell-kafka-" });
    await Deno.writeTextFile(join(abandoned, "in-use"), "");
    for (const path of [abandoned, own]) await Deno.utime(join(path, "in-use"), 1e9, 1e9);
    await using _ = await openDataFolder();
    assert.deepEqual([existsSync(abandoned), existsSync(own)], [false, true]);
  }
  assert.equal(existsSync(own), false);
});

Deno.test("openDataFolder() keeps a folder that was named", async () => {
  const path = await Deno.makeTempDir();
  {
    await using folder = await openDataFolder(path);
    assert.equal(folder.path, path);
  }
  assert.ok(existsSync(path));
  await Deno.remove(path);
});
