import assert from "node:assert/strict";
import { checkOptionHelp } from "./check_options.ts";
import { correctOptionHelp } from "./correct_options.ts";
import { deadOptionHelp } from "./dead_options.ts";
import { topicsOptionHelp } from "./topics_options.ts";

const tables = {
  dead: deadOptionHelp,
  correct: correctOptionHelp,
  check: checkOptionHelp,
  topics: topicsOptionHelp,
};

Deno.test("the README names each option of a command in the table of that command", async () => {
  const readme = await Deno.readTextFile("README.md");
  for (const [command, options] of Object.entries(tables)) {
    const start = readme.search(new RegExp(`^\\| \`${command}\` +\\| Means`, "m"));
    assert.notEqual(start, -1, command);
    const table = readme.slice(start, readme.indexOf("\n\n", start));
    for (const { option } of options) {
      assert.ok(table.includes(`\n| \`${option}\` `), `${command}: ${option}`);
    }
  }
});
