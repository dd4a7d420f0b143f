import assert from "node:assert/strict";
import { Seen } from "./seen.ts";

Deno.test("Seen tells new, changed and known apart, also after it was stored", () => {
  const seen = new Seen();
  assert.deepEqual(["a", "a", "b"].map((content) => seen.look("1", content)), ["new", "known", "changed"]);
  const stored = new Seen(JSON.parse(JSON.stringify(seen)));
  assert.deepEqual([stored.look("1", "b"), stored.look("2", "b")], ["known", "new"]);
});

Deno.test("Seen forgets what was not seen for longest", () => {
  const seen = new Seen();
  for (let at = 0; at < 5000; at++) {
    seen.look(`${at}`, 1);
    seen.look("kept", 1);
  }
  assert.equal(Object.keys(seen.toJSON()).length, 2000);
  assert.equal(seen.look("kept", 1), "known");
  assert.equal(seen.look("0", 1), "new");
});
