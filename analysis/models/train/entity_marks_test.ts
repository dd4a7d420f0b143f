import assert from "node:assert/strict";
import fc from "fast-check";
import { Fatal } from "../../../ingest/base/errors.ts";
import { decodeEntityMarks, encodeEntityMarks, type Marks } from "./entity_marks.ts";

const name = fc.record({
  gap: fc.nat(20),
  length: fc.integer({ min: 1, max: 9 }),
  type: fc.constantFrom("a", "b"),
});
const marks = fc.option(fc.array(name, { maxLength: 4 }), { nil: undefined }).map((names): Marks => {
  let at = 0;
  return names?.map(({ gap, length, type }) => ({ start: at += gap, end: at += length, type }));
});

Deno.test("marks come out of their file as they went in, with the texts that have some", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.string(), marks)), (rows) => {
    const texts = rows.map(([text]) => text);
    const bytes = encodeEntityMarks("trial-1", texts, rows.map(([, own]) => own));
    assert.deepEqual(
      decodeEntityMarks(bytes, "trial.marks", texts),
      rows.flatMap(([text, spans]) => spans === undefined ? [] : [{ text, spans }]),
    );
  }));
});

Deno.test("a text whose names are too far apart for their file has no marks", () => {
  const bytes = encodeEntityMarks("trial-1", ["a", "b"], [[{ start: 256, end: 257, type: "a" }], []]);
  assert.deepEqual(decodeEntityMarks(bytes, "trial.marks", ["a", "b"]), [{ text: "b", spans: [] }]);
});

Deno.test("marks of other texts are refused by the name of their file", () => {
  const bytes = encodeEntityMarks("trial-1", ["a"], [[]]);
  assert.throws(
    () => decodeEntityMarks(bytes, "trial.marks", ["b"]),
    (error) => error instanceof Fatal && error.message.includes('"trial.marks"'),
  );
});
