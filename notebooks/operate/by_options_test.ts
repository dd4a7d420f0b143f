import assert from "node:assert/strict";
import { parseCheckOptions } from "./check_options.ts";
import { parseCorrectOptions } from "./correct_options.ts";

Deno.test("parseCorrectOptions() and parseCheckOptions() take --by where something is said, and nowhere else", () => {
  const correct = (line: string) => parseCorrectOptions(line.split(" "));
  const check = (line: string) => parseCheckOptions(line.split(" "));
  const post = { act: "post", post: { source: "x", id: "1" }, mood: -1, by: "me", json: false };
  assert.deepEqual(correct("post x 1 negative --by me"), post);
  assert.deepEqual(check("judge rain - --by me"), {
    act: "judge",
    topic: "rain",
    file: "-",
    by: "me",
    json: false,
  });
  assert.throws(() => correct("show x 1 --by me"), /^Fatal: --by goes with post and rule, not with show$/);
  assert.throws(() => correct("rules rain --by me"), /^Fatal: --by goes with post and rule, not with rules$/);
  assert.throws(() => check("draw rain --by me"), /^Fatal: --by goes with judge, not with draw$/);
  assert.throws(() => check("show rain --by me"), /^Fatal: --by goes with judge, not with show$/);
});
