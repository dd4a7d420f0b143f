import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { openStore } from "../analysis/store/store.ts";
import { Fatal } from "../ingest/base/errors.ts";
import { inFolder } from "../ingest/base/folder_harness.ts";
import { whereIs, writeNewPage } from "./new_page.ts";
import { openPageFolder } from "./page/page_folder.ts";
import { topics } from "./topics.ts";

const withFolder = (run: (folder: URL) => Promise<void>) =>
  inFolder((folder) => run(pathToFileURL(`${folder}/`)));

Deno.test("writeNewPage() writes a page that compiles without a problem", () =>
  withFolder((folder) =>
    withFolder(async (data) => {
      assert.equal(await writeNewPage(folder, "who-says-it"), "notebooks/pages/who-says-it.md");
      await using store = await openStore(data.pathname);
      const warn = (text: string) => assert.fail(text);
      const page = (await openPageFolder(folder, { reads: store.reads, topics, warn })).page("who-says-it")!;
      assert.deepEqual([page.title, page.problems], ["Who says it", []]);
      assert.deepEqual(page.cells.map((cell) => cell.kind === "sql" ? cell.error : cell.code.error), [
        ...page.cells.map(() => undefined),
      ]);
      assert.equal(page.cells.filter(({ kind }) => kind === "sql").length, 2);
      assert.ok(page.cells.some((cell) => cell.kind === "js" && cell.inline));
    })
  ));

Deno.test("writeNewPage() refuses a name that is taken, and keeps what is there", () =>
  withFolder(async (folder) => {
    await Deno.writeTextFile(new URL("mine.md", folder), "my words");
    await assert.rejects(writeNewPage(folder, "mine"), (error: Error) => {
      assert.ok(error instanceof Fatal);
      assert.match(error.message, /mine\.md is there already: edit it, or take another name/);
      return true;
    });
    assert.equal(await Deno.readTextFile(new URL("mine.md", folder)), "my words");
  }));

Deno.test("writeNewPage() refuses what cannot be an address, and says what could", () =>
  withFolder(async (folder) => {
    const cases: [string, string][] = [
      ["My Page", "my-page"],
      ["page.md", "page"],
      ["../up", "up"],
      ["a/b", "a-b"],
      ["", "my-page"],
      ["ü", "my-page"],
      ["x".repeat(64), "x".repeat(63)],
    ];
    for (const [name, better] of cases) {
      await assert.rejects(
        writeNewPage(folder, name),
        (error: Error) => error.message.endsWith(`for example "${better}"`),
      );
    }
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  }));

Deno.test("whereIs() names an address that a browser can open", () => {
  assert.equal(whereIs("mine", { HOST: "127.0.0.1", PORT: 8000 }), "http://127.0.0.1:8000/mine");
  assert.equal(whereIs("mine", { HOST: "0.0.0.0", PORT: 8000 }), "http://127.0.0.1:8000/mine");
  assert.equal(whereIs("mine", { HOST: "::1", PORT: 8000 }), "http://[::1]:8000/mine");
  assert.match(whereIs("mine", { HOST: "127.0.0.1", PORT: 0 }), /^\/mine of/);
});
