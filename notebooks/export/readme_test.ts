import assert from "node:assert/strict";
import { exportOptionHelp } from "./options.ts";

Deno.test("the README names every option of export", async () => {
  const readme = await Deno.readTextFile("README.md");
  for (const { option } of exportOptionHelp) assert.ok(readme.includes(`\`${option}\``), option);
});
