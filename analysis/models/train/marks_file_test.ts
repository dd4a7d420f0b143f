import assert from "node:assert/strict";
import { decodeMarks, encodeMarks, type MarkedTexts } from "./marks_file.ts";

const marked: MarkedTexts = { texts: ["one", "two", "three"], kind: "softmax", labels: ["good", "bad"] };
const probabilities = Float32Array.of(0.25, 0.75, 1, 0, 0.5, 0.5);

Deno.test("marks come back from their file to within a step, those of one label of several as probabilities", () => {
  const read = decodeMarks(encodeMarks("teacher", marked, probabilities), "trial.marks", marked);
  probabilities.forEach((probability, i) => assert.ok(Math.abs(probability - read[i]!) < 0.02));
  for (let text = 0; text < 3; text++) assert.ok(Math.abs(read[2 * text]! + read[2 * text + 1]! - 1) < 1e-6);
  const each: MarkedTexts = { ...marked, kind: "sigmoid" };
  const unlikely = new Float32Array(6);
  assert.deepEqual(decodeMarks(encodeMarks("teacher", each, unlikely), "trial.marks", each), unlikely);
});

Deno.test("decodeMarks() refuses by name what is damaged and what is of other texts or labels", () => {
  const bytes = encodeMarks("teacher", marked, probabilities);
  const other = /Cannot use marks "trial.marks": they are of other texts or labels/;
  assert.throws(() => decodeMarks(bytes, "trial.marks", { ...marked, texts: ["one", "two", "four"] }), other);
  assert.throws(() => decodeMarks(bytes, "trial.marks", { ...marked, labels: ["bad", "good"] }), other);
  bytes[bytes.length - 1]! ^= 1;
  assert.throws(() => decodeMarks(bytes, "trial.marks", marked), /"trial.marks": it is damaged/);
});
