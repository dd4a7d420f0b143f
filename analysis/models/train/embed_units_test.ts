import assert from "node:assert/strict";
import { needsMaven } from "../../../ingest/base/test_needs.ts";
import { embedUnits } from "./embed_units.ts";

const quiet = { say() {}, warn() {}, progress() {}, endProgress() {} };

Deno.test({
  name:
    "embedUnits() tells a name that is a word as well from the word by its text, and only of what is wanted",
  ...needsMaven,
  async fn() {
    const forms = ["I met May yesterday", "they met April yesterday", "we may be late"].map((text) =>
      text.split(" ")
    );
    const wanted = [[2], [2], [1]];
    const contexts = await embedUnits(forms.map((own, i) => ({ forms: own, wanted: wanted[i]! })), quiet);
    assert.deepEqual(
      contexts.map((own) => own.map((vector) => vector?.length)),
      [[, , 384, ,], [, , 384, ,], [, 384, , ,]].map((own) => Array.from(own)),
    );
    const [name, other, word] = [contexts[0]![2]!, contexts[1]![2]!, contexts[2]![1]!];
    const likeness = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, number, d) => sum + number * b[d]!, 0);
    assert.ok(Math.abs(likeness(name, name) - 1) < 1e-3);
    assert.ok(likeness(name, other) > likeness(name, word));
  },
});
