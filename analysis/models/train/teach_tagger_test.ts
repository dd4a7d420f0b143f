import assert from "node:assert/strict";
import { hashForm } from "../../text/hash.ts";
import { createWordTable } from "../../text/word_table.ts";
import { entityTags } from "../entity_types.ts";
import type { Directions } from "./directions.ts";
import { senseText } from "./sensed.ts";
import { tagText } from "./tagger_texts.ts";
import { createTeacher } from "./teach_tagger.ts";

const tables = { words: createWordTable([]), phrases: createWordTable([]) };
const names = { person: ["anna", "boris", "clara", "emil"], location: ["oslo", "rome", "paris", "lima"] };
const words = Object.values(names).flat();
const vectors: Directions = {
  dimensions: 2,
  numbers: Float32Array.from(words.flatMap((word) => names.person.includes(word) ? [1, 0] : [0, 1])),
  ranks: new Map(words.map((word, rank) => [hashForm(word), rank])),
};
const noVectors: Directions = { dimensions: 2, numbers: new Float32Array(), ranks: new Map() };
const training = {
  bits: 10,
  tags: entityTags.length,
  rate: 0.1,
  decay: 1e-3,
  outsideCost: 1,
  outsideBias: 0,
};

function sense(word: string, directions: Directions, type?: string) {
  const text = `we saw ${word[0]!.toUpperCase()}${word.slice(1)} today`;
  const spans = type === undefined ? [] : [{ start: 7, end: 7 + word.length, type }];
  const context = Float32Array.of(Number(names.person.includes(word)), Number(names.location.includes(word)));
  const contexts = [undefined, undefined, context];
  return senseText(text, tagText({ text, spans }, tables), contexts, { tables, ranks: directions.ranks });
}

function teachersOf(directions: Directions, contextWidth: number) {
  const labelled = Object.entries(names).flatMap(([type, [, ...seen]]) =>
    seen.flatMap((word) => Array.from({ length: 20 }, () => sense(word, directions, type)))
  );
  return createTeacher(labelled, directions, contextWidth, training);
}

Deno.test("teachers tell names that no text with labels has apart by vectors of words, and of words in texts", () => {
  for (const [directions, contextWidth] of [[vectors, 0], [noVectors, 2]] as const) {
    const mark = () => {
      const teacher = teachersOf(directions, contextWidth);
      return ["anna", "oslo"].map((word) => teacher(sense(word, directions)));
    };
    const marked = mark();
    assert.deepEqual(
      marked.map((path) => entityTags[path![2]!]),
      ["B-person", "B-location"],
    );
    assert.deepEqual(mark(), marked);
  }
});

Deno.test("teachers say nothing of a text of which they are not sure", () => {
  const types = ["person", "location", "product"];
  const labelled = Array.from({ length: 60 }, (_, i) => sense("anna", noVectors, types[i % types.length]));
  const teacher = createTeacher(labelled, noVectors, 0, training);
  assert.equal(teacher(sense("anna", noVectors)), undefined);
});

Deno.test("tagText() leaves what is plain outside, and begins a name again after it", () => {
  const text = "@anna met Anna Berg";
  const { allowed, plain } = tagText({ text, spans: [{ start: 0, end: 19, type: "person" }] }, tables);
  assert.deepEqual([plain[0], allowed[0]], [1, 1]);
  const begins = 1 << entityTags.indexOf("B-person");
  const goesOn = 1 << entityTags.indexOf("I-person");
  assert.deepEqual([...allowed.subarray(1)], [begins, goesOn, goesOn]);
});
