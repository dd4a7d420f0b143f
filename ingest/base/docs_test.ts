import assert from "node:assert/strict";
import { sourceFiles } from "./sources_harness.ts";

const exported = /^export (?:async )?(?:function\*?|class|interface|type|const|abstract class) (\w+)/;

Deno.test("every exported symbol says in a sentence what it is", async () => {
  const silent: string[] = [];
  for (const path of sourceFiles("others")) {
    const lines = (await Deno.readTextFile(path)).split("\n");
    lines.forEach((line, i) => {
      const name = exported.exec(line)?.[1];
      if (name !== undefined && !lines[i - 1]?.trimEnd().endsWith("*/")) {
        silent.push(`${path}:${i + 1} ${name}`);
      }
    });
  }
  assert.deepEqual(silent, []);
});
