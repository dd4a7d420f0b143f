import assert from "node:assert/strict";
import { inFolder } from "../../ingest/base/folder_harness.ts";
import { checkPaths, saveFiles } from "./save_files.ts";

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("saveFiles() writes and replaces files, and leaves nothing beside them", () =>
  inFolder(async (folder) => {
    const path = `${folder}/a.html`;
    await saveFiles([{ path, content: "old" }, { path: `${folder}/b.html`, content: "ä" }]);
    await saveFiles([{ path, content: "new" }]);
    assert.equal(await Deno.readTextFile(path), "new");
    assert.deepEqual(namesIn(folder), ["a.html", "b.html"]);
  }));

Deno.test("saveFiles() changes nothing where one of the files cannot be written", () =>
  inFolder(async (folder) => {
    const path = `${folder}/a.html`;
    await Deno.writeTextFile(path, "old");
    const files = [{ path, content: "new" }, { path: `${folder}/none/b.html`, content: "new" }];
    await assert.rejects(saveFiles(files), { name: "Refused", message: /^Cannot write ".*none\/b\.html": / });
    assert.equal(await Deno.readTextFile(path), "old");
    assert.deepEqual(namesIn(folder), ["a.html"]);
  }));

Deno.test("checkPaths() asks for --force before a file is replaced, never replaces a folder, and makes none", () =>
  inFolder(async (folder) => {
    const path = `${folder}/a.html`;
    checkPaths([path], false);
    await Deno.writeTextFile(path, "old");
    assert.throws(() => checkPaths([path], false), {
      name: "Refused",
      message: /add --force to replace it$/,
    });
    checkPaths([path], true);
    assert.throws(() => checkPaths([folder], true), { name: "Refused", message: /it is not a file/ });
    assert.throws(() => checkPaths([`${folder}/none/b.html`], true), {
      name: "Refused",
      message: /: there is no folder ".*none"; make it first$/,
    });
  }));

// A file system of 64 KiB, in a namespace of its own: the report of 200 KiB is cut off in mid-write.
const script = `mount -t tmpfs -o size=64k tmpfs "$1" && printf old > "$1/a.html" && "$2" eval --config "$3" "
  import { saveFiles } from '$4';
  const first = { path: '$1/first.html', content: 'x' };
  await saveFiles([first, { path: '$1/a.html', $5 }]).catch(({ name, message }) => console.log(name, message));
" ; cat "$1/a.html"; ls -A "$1"`;

const canMount = (() => {
  if (Deno.build.os !== "linux") return false;
  const { code } = new Deno.Command("unshare", {
    args: ["-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /tmp"],
    stderr: "null",
  }).outputSync();
  return code === 0;
})();

for (const large of ["content: 'x'.repeat(200_000)", "copyOf: '$2'"]) {
  Deno.test({
    name: `saveFiles() keeps the whole old file where the disk is full in mid-write of ${
      large.split(":")[0]
    }`,
    ignore: !canMount,
    fn: () =>
      inFolder(async (folder) => {
        const here = new URL("save_files.ts", import.meta.url).href;
        const config = new URL("../../deno.json", import.meta.url).pathname;
        const { stdout } = await new Deno.Command("unshare", {
          args: ["-rm", "sh", "-c", script.replace("$5", large), "sh", folder, Deno.execPath(), config, here],
        }).output();
        const said = new TextDecoder().decode(stdout);
        assert.match(said, /^Refused Cannot write ".*a\.html": .*(No space|os error 28)/);
        assert.match(said, /\nolda\.html\n$/);
      }),
  });
}
