import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { failedTests, readMutation } from "./read_mutation.ts";

const folder = new URL("./", import.meta.url);

Deno.test("readMutation() says which test must catch it, and refuses a file that does not", () => {
  const patch = "Caught by: a test\nIn: a/b_test.ts\n\n--- a/x\n";
  assert.deepEqual(readMutation("x", patch), { name: "x", patch, test: "a test", file: "a/b_test.ts" });
  assert.throws(() => readMutation("x", "--- a/x\n"), { name: "Fatal" });
});

Deno.test("failedTests() reads the names out of what deno test prints", () => {
  const output = "a => ./f_test.ts:3:6\nerror: b => c\n  at x\n\nFAILURES\n\na => ./f_test.ts:3:6\n" +
    "d ... first step => ./f_test.ts:9:6\n";
  assert.deepEqual([...new Set(failedTests(output))], ["a", "d"]);
});

Deno.test("there are 30 mutations and more, of all the code that must not fail, and each names a test file", async () => {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".patch")) continue;
    names.push(name);
    const { file } = readMutation(name, await Deno.readTextFile(new URL(name, folder)));
    assert.ok(existsSync(file), file);
  }
  assert.ok(names.length >= 30, `${names.length}`);
  for (const kind of ["consume", "land", "log", "cursor", "topic", "window"]) {
    assert.ok(names.some((name) => name.startsWith(`${kind}_`)), kind);
  }
});

Deno.test("each mutation still finds the code that it changes", async () => {
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".patch")) continue;
    const [, ...files] = (await Deno.readTextFile(new URL(name, folder))).split(/^--- a\//m);
    assert.ok(files.length > 0, name);
    for (const file of files) {
      const [path, ...hunks] = file.split(/^(?:\+\+\+ b\/|@@ ).*\n/m);
      const code = await Deno.readTextFile(path!.trim());
      for (const hunk of hunks.filter((lines) => lines !== "")) {
        const before = hunk.trimEnd().split("\n").filter((line) => /^[ -]/.test(line)).map((line) =>
          line.slice(1)
        );
        assert.ok(
          code.includes(before.join("\n")),
          `${name} changes what is not in ${path!.trim()} any more`,
        );
      }
    }
  }
});
