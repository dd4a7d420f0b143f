import assert from "node:assert/strict";
import { join } from "node:path";
import { replaceFile } from "./replace_file.ts";

Deno.test("replaceFile() writes the whole file or leaves nothing, and says what it could not write", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "kept.json");
    replaceFile(path, "one", { mode: 0o600 });
    replaceFile(path, "two", { mode: 0o600 });
    assert.equal(Deno.readTextFileSync(path), "two");
    if (Deno.build.os !== "windows") assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);

    // What cannot be replaced: here a folder.
    const taken = join(folder, "taken");
    Deno.mkdirSync(taken);
    assert.throws(() => replaceFile(taken, "secret"), {
      name: "Fatal",
      message: /^Cannot write ".*taken": /,
    });
    assert.throws(() => replaceFile(join(folder, "none", "file"), "secret"), { name: "Fatal" });
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name).toSorted(), [
      "kept.json",
      "taken",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
