import assert from "node:assert/strict";

const exported = /^export (?:async )?(?:function\*?|class|interface|type|const|abstract class) (\w+)/;
const exempt = /_test\.ts$/;

Deno.test("every exported symbol says in a sentence what it is", async () => {
  const silent: string[] = [];
  for (const path of ["ingest", "analysis", "notebooks"].flatMap(sourceFiles)) {
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

function sourceFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return sourceFiles(path);
    return path.endsWith(".ts") && !exempt.test(path) ? [path] : [];
  });
}
