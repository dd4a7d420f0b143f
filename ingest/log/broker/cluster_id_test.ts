import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../../base/folder_harness.ts";
import { keptClusterId } from "./cluster_id.ts";

Deno.test("keptClusterId() is the one that a folder has kept, and none where that cannot be read", () =>
  inFolder(async (folder) => {
    const id = await keptClusterId(folder);
    assert.match(id, /^[\w-]{22}$/);
    assert.equal(await keptClusterId(folder), id);
    await Deno.remove(join(folder, "cluster-id"));
    await Deno.mkdir(join(folder, "cluster-id"));
    await assert.rejects(keptClusterId(folder));
  }));
