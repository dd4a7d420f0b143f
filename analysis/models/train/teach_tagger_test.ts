import assert from "node:assert/strict";
import { hashForm } from "../../text/hash.ts";
import { createWordTable } from "../../text/word_table.ts";
import { entityTags } from "../entity_types.ts";
import type { Directions } from "./directions.ts";
import { readTagged, tagText } from "./tagger_texts.ts";
import { teachTagger } from "./teach_tagger.ts";

const names = { person: ["anna", "boris", "clara", "emil"], location: ["oslo", "rome", "paris", "lima"] };
const words = Object.values(names).flat();
const directions: Directions = {
  dimensions: 2,
  numbers: Float32Array.from(words.flatMap((word) => names.person.includes(word) ? [1, 0] : [0, 1])),
  ranks: new Map(words.map((word, rank) => [hashForm(word), rank])),
};
const known = {
  tables: { words: createWordTable([]), phrases: createWordTable([]) },
  ranks: directions.ranks,
};
const capitalised = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const training = {
  bits: 10,
  tags: entityTags.length,
  rate: 0.1,
  decay: 1e-3,
  outsideCost: 1,
  outsideBias: 0,
};

Deno.test("teachTagger() tells names that no text with labels has apart by the vectors of their words", () => {
  const labelled = Object.entries(names).flatMap(([type, [, ...seen]]) =>
    seen.flatMap((word) =>
      Array.from({ length: 20 }, () => {
        const text = `we saw ${capitalised(word)} today`;
        return tagText({ text, spans: [{ start: 7, end: 7 + word.length, type }] }, known);
      })
    )
  );
  const unlabelled = ["we saw Anna today", "we saw Oslo today"].map((text) => readTagged(text, known));
  const tagOf = (type: string) => 1 << entityTags.indexOf(`B-${type}`);
  const marked = teachTagger(labelled, unlabelled, directions, training);
  assert.deepEqual(marked.map(({ allowed }) => allowed[2]), [tagOf("person"), tagOf("location")]);
  assert.deepEqual(teachTagger(labelled, unlabelled, directions, training), marked);
});

Deno.test("tagText() leaves what is plain outside, and begins a name again after it", () => {
  const text = "@anna met Anna Berg";
  const { allowed, plain } = tagText({ text, spans: [{ start: 0, end: 19, type: "person" }] }, known);
  assert.deepEqual([plain[0], allowed[0]], [1, 1]);
  const begins = 1 << entityTags.indexOf("B-person");
  const goesOn = 1 << entityTags.indexOf("I-person");
  assert.deepEqual([...allowed.subarray(1)], [begins, goesOn, goesOn]);
});
