import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { topics } from "../topics.ts";
import { openPageFolder, type PageFolder } from "./page_folder.ts";
import { watchFolder } from "./watch_folder.ts";

const js = (text: string) => `\n\`\`\`js\n${text}\n\`\`\`\n`;

interface Bench {
  folder: PageFolder;
  at: URL;
  warned: string[];
  /** From now on no file can be read, or all can again. */
  breakReads(broken: boolean): void;
  save(file: string, text: string): Promise<void>;
  /** Refreshes these files and returns what changed, sorted. */
  refresh(...files: string[]): Promise<string[]>;
}

async function withFolder(
  files: Record<string, string>,
  run: (bench: Bench) => Promise<void>,
): Promise<void> {
  const at = pathToFileURL(`${await Deno.makeTempDir()}/`);
  const save = (file: string, text: string) => Deno.writeTextFile(new URL(file, at), text);
  try {
    for (const [file, text] of Object.entries(files)) await save(file, text);
    const warned: string[] = [];
    const noSql = () => Promise.reject(new Error("these pages have no SQL"));
    const reads = { checkCell: noSql, checkRows: noSql };
    let broken = false;
    const read = (file: URL) => broken ? Promise.reject(new Error("disk on fire")) : Deno.readTextFile(file);
    const folder = await openPageFolder(at, { reads, topics, warn: (text) => warned.push(text), read });
    const refresh = async (...files: string[]) => (await folder.refresh(new Set(files))).sort();
    await run({ folder, at, warned, save, refresh, breakReads: (value) => void (broken = value) });
  } finally {
    await Deno.remove(at, { recursive: true });
  }
}

Deno.test("openPageFolder() takes pages and helpers by name and nothing else", () =>
  withFolder({
    "b.md": "B",
    "a.md": "A",
    "Read Me.md": "no",
    "_draft.md": "no",
    "words.ts": "export const a = 1",
    "words_test.ts": "no",
    ".secret.ts": "no",
    "data.json": "no",
  }, ({ folder }) => {
    assert.deepEqual(folder.pages().map(({ name }) => name), ["a", "b"]);
    assert.equal(folder.helper("words")?.file, "words.ts");
    for (const name of ["words_test", "secret", ".secret", "data", "constructor"]) {
      assert.equal(folder.helper(name), undefined, name);
    }
    return Promise.resolve();
  }));

Deno.test("openPageFolder() knows no helper by a name that every object has", () =>
  withFolder({ "a.md": "A" }, ({ folder }) => {
    assert.equal(folder.helper("constructor"), undefined);
    return Promise.resolve();
  }));

Deno.test("refresh() compiles what changed and nothing else, and knows what came and went", () =>
  withFolder({ "a.md": "A", "b.md": "B" }, async ({ folder, at, save, refresh }) => {
    const b = folder.page("b");
    await save("a.md", "A2");
    await save("c.md", "C");
    assert.deepEqual(await refresh("a.md", "c.md"), ["a", "c"]);
    assert.equal(folder.page("b"), b);
    assert.deepEqual(await refresh("a.md"), []);
    await Deno.remove(new URL("a.md", at));
    assert.deepEqual(await refresh("a.md"), ["a"]);
    assert.equal(folder.page("a"), undefined);
    assert.deepEqual(folder.pages().map(({ name }) => name), ["b", "c"]);
  }));

Deno.test("refresh() gives a changed helper to the pages that use it, also by another helper", () =>
  withFolder({
    "uses.md": js('import { shout } from "./words.ts";\nshout("x")'),
    "other.md": js("1 + 1"),
    "words.ts": 'import { end } from "./marks.js";\nexport const shout = (text: string) => text + end;',
    "marks.js": 'export const end = "!";',
  }, async ({ folder, at, save, refresh }) => {
    assert.deepEqual(Object.keys(folder.page("uses")!.helpers), ["words", "marks"]);
    const before = folder.helper("words")!.hash;
    await save("marks.js", 'export const end = "?";');
    assert.deepEqual(await refresh("marks.js"), ["uses"]);
    assert.notEqual(folder.helper("words")!.hash, before);
    await Deno.remove(new URL("words.ts", at));
    assert.deepEqual(await refresh("words.ts"), ["uses"]);
    const [cell] = folder.page("uses")!.cells;
    assert.match(cell?.kind === "js" ? cell.code.error!.message : "", /No file "words.ts" beside this page/);
  }));

Deno.test("refresh() keeps the last good page of a file that cannot be read, and says so", () =>
  withFolder({ "a.md": "good" }, async ({ folder, save, warned, refresh, breakReads }) => {
    const good = folder.page("a");
    await save("a.md", "better");
    breakReads(true);
    assert.deepEqual(await refresh("a.md"), []);
    assert.equal(folder.page("a"), good);
    assert.deepEqual(warned, ["Cannot read a.md, it stays as it was: disk on fire"]);
    breakReads(false);
    assert.deepEqual(await refresh("a.md"), ["a"]);
  }));

Deno.test("watchFolder() gathers what one save writes into one call", async () => {
  const at = pathToFileURL(`${await Deno.makeTempDir()}/`);
  const calls: string[][] = [];
  const called = Promise.withResolvers<void>();
  const watch = watchFolder(at, (files) => {
    calls.push([...files].sort());
    called.resolve();
    return Promise.resolve();
  }, (text) => assert.fail(text));
  try {
    for (const text of ["a", "ab", "abc"]) Deno.writeTextFileSync(new URL("a.md", at), text);
    Deno.writeTextFileSync(new URL("b.md", at), "b");
    await called.promise;
  } finally {
    await watch.close();
    await Deno.remove(at, { recursive: true });
  }
  assert.deepEqual(calls, [["a.md", "b.md"]]);
});

Deno.test("watchFolder() says that a folder cannot be watched, and goes without", async () => {
  const gone = pathToFileURL(`${await Deno.makeTempDir()}/gone/`);
  const warned: string[] = [];
  const watch = watchFolder(gone, () => assert.fail("nothing changes"), (text) => warned.push(text));
  await watch.close();
  assert.equal(warned.length, 1);
  assert.match(warned[0]!, /^Cannot watch the pages for changes; start again to see them: /);
});
