import assert from "node:assert/strict";
import { needsShared } from "../../../ingest/base/test_needs.ts";
import { readConll } from "./conll.ts";

Deno.test({
  name:
    "readConll() leaves handles outside, and the mark behind a hashtag, which its token holds, out of the name",
  ...needsShared,
  fn() {
    const names = readConll("btc/dev.conll", () => false)
      .flatMap(({ text, spans }) => spans.map(({ start, end }) => text.slice(start, end)));
    assert.ok(names.some((name) => name.startsWith("#")));
    assert.deepEqual(names.filter((name) => /@|^#\w+[^\w ]/.test(name)), []);
  },
});
