import assert from "node:assert/strict";
import { parseDeadOptions } from "./dead_options.ts";

const read = (line: string) => parseDeadOptions(line.split(" "));

Deno.test("parseDeadOptions() refuses options that the command would not heed", () => {
  for (
    const line of [
      "discard --source x --limit 5",
      "replay --source x --state open",
      "replay --all --limit 5",
      "show 5f --source x",
      "fix 5f fixed.json --all",
      "list --all",
    ]
  ) {
    const [act] = line.split(" ");
    assert.throws(() => read(line), new RegExp(`^Fatal: --\\w+ does not go with ${act} `), line);
  }
});

Deno.test("parseDeadOptions() takes IDs, a filter or --all, and never two of them", () => {
  const until = Date.UTC(2026, 0, 2);
  assert.deepEqual(read("replay a b --json"), { act: "replay", ids: ["a", "b"], filter: {}, json: true });
  assert.deepEqual(read("discard --source x --until 2026-01-02"), {
    act: "discard",
    ids: [],
    filter: { source: "x", until },
    json: false,
  });
  for (const line of ["replay", "replay a --all", "discard a --source x", "discard --all --reason JSON"]) {
    assert.throws(() => read(line), /needs IDs, or a filter, or --all$/, line);
  }
});

Deno.test("parseDeadOptions() lists what is open, by 50, unless told otherwise", () => {
  assert.deepEqual(read("list"), { act: "list", filter: { state: "open" }, most: 50, json: false });
  assert.deepEqual(read("list --state all --limit 500"), { act: "list", filter: {}, most: 500, json: false });
});
