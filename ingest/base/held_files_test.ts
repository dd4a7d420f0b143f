import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "./folder_harness.ts";
import { holdFiles } from "./held_files.ts";
import { aborted } from "./signals.ts";

function withTwoFiles(act: (folder: string, one: string, two: string) => unknown): Promise<void> {
  return inFolder(async (folder) => {
    const inner = join(folder, "data");
    await Deno.mkdir(inner);
    const [one, two] = [join(inner, "one"), join(inner, "two")];
    for (const path of [one, two]) await Deno.writeTextFile(path, path);
    await act(folder, one, two);
  });
}

Deno.test("holdFiles() finds nothing wrong with files that are written to", () =>
  withTwoFiles(async (_, one, two) => {
    using files = holdFiles([one, two]);
    await Deno.writeTextFile(one, "more", { append: true });
    await Deno.writeTextFile(two, "");
    assert.equal(files.look(), undefined);
  }));

Deno.test("holdFiles() notices by itself that a file is gone, and says which", () =>
  withTwoFiles(async (_, one, two) => {
    using files = holdFiles([one, two]);
    await Deno.remove(two);
    await aborted(files.lost);
    assert.equal(files.lost.reason.name, "Fatal");
    assert.match(files.lost.reason.message, new RegExp(`^File "${two}" was removed, renamed or replaced`));
  }));

Deno.test("holdFiles() notices another file in the same place, and a folder that is gone", () =>
  withTwoFiles(async (folder, one, two) => {
    using replaced = holdFiles([one]);
    await Deno.rename(two, one);
    assert.match(replaced.look()!.message, /one" was removed/);
    using moved = holdFiles([one]);
    await Deno.rename(join(folder, "data"), join(folder, "other"));
    assert.match(moved.look()!.message, /one" was removed/);
    assert.equal(moved.look(), moved.lost.reason, "and stays with it");
  }));

Deno.test("holdFiles() does not mind what becomes of files that are closed", () =>
  withTwoFiles(async (_, one) => {
    const files = holdFiles([one]);
    files[Symbol.dispose]();
    await Deno.remove(one);
    assert.equal(files.look(), undefined);
  }));
