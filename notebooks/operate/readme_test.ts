import assert from "node:assert/strict";
import { deadOptionHelp } from "./dead_options.ts";

Deno.test("the README names every command and option of dead letters", async () => {
  const readme = await Deno.readTextFile("README.md");
  for (const { option } of deadOptionHelp) assert.ok(readme.includes(`\`${option}\``), option);
});
