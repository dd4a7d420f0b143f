import assert from "node:assert/strict";
import { checkOptionHelp } from "./check_options.ts";
import { correctOptionHelp } from "./correct_options.ts";
import { deadOptionHelp } from "./dead_options.ts";
import { topicsOptionHelp } from "./topics_options.ts";

Deno.test("the README names every command and option of dead letters, corrections and topics", async () => {
  const readme = await Deno.readTextFile("README.md");
  for (
    const { option } of [...deadOptionHelp, ...correctOptionHelp, ...checkOptionHelp, ...topicsOptionHelp]
  ) {
    assert.ok(readme.includes(`\`${option}\``), option);
  }
});
