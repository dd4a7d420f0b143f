import assert from "node:assert/strict";
import { sourceFiles } from "../../ingest/base/sources_harness.ts";

Deno.test("programs pass no fault: only modules of tests set a handler, and no task loads one", async () => {
  const setters: string[] = [];
  for (const path of sourceFiles("others")) {
    const code = await Deno.readTextFile(path);
    if (/onFaultPoint|preload_harness/.test(code)) setters.push(path);
  }
  assert.deepEqual(
    setters.filter((path) => !path.endsWith("_harness.ts")),
    ["ingest/base/fault_points.ts"],
    "where it is declared",
  );
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  const programs = Object.values<{ command: string }>(tasks).map(({ command }) => command);
  assert.doesNotMatch(programs.join("\n"), /--preload|_harness/);
});

Deno.test("programs reach no module of tests", async () => {
  for (const program of ["ingest/main.ts", "analysis/main.ts", "notebooks/main.ts", "notebooks/dev.ts"]) {
    const { stdout } = await new Deno.Command("deno", { args: ["info", "--json", program] }).output();
    const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: { specifier: string }[] };
    assert.deepEqual(modules.map(({ specifier }) => specifier).filter((at) => at.includes("_harness")), []);
  }
});
