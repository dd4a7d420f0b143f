import assert from "node:assert/strict";
import type { Entity, EntityType } from "./entities.ts";
import { namesOf } from "./names.ts";

function entity(text: string, type: EntityType = "person", score = 0.5): Entity {
  return { text, type, start: 0, end: text.length, score };
}
const named = (...entities: Entity[]) => namesOf(entities).map(({ type, name }) => `${type}:${name}`);

Deno.test("namesOf() names each once, with the score of its likeliest mention", () => {
  assert.deepEqual(
    namesOf([entity("Obama"), entity("OBAMA", "person", 0.9), entity("obama", "place"), entity("obama")]),
    [{ name: "Obama", type: "person", score: 0.9 }, { name: "Obama", type: "place", score: 0.5 }],
  );
});

Deno.test("namesOf() spells shouted and whispered names like others, and leaves those that are spelled so", () => {
  assert.deepEqual(named(entity("BARACK OBAMA"), entity("angela merkel"), entity("o'neill  jr\u001f.")), [
    "person:Barack Obama",
    "person:Angela Merkel",
    "person:O'neill Jr .",
  ]);
  assert.deepEqual(named(entity("#Berlin", "place"), entity("Berlin", "place")), ["place:Berlin"]);
  const kept = ["NASA", "BBC", "iPhone", "McDonald’s", "東京"];
  assert.deepEqual(named(...kept.map((text) => entity(text, "work"))), kept.map((text) => `work:${text}`));
  assert.deepEqual(named(entity("Tomorrow", "date"), entity("$5 Million", "money")), [
    "date:tomorrow",
    "money:$5 million",
  ]);
});

Deno.test("namesOf() leaves out what has a list of its own, and what is too long or too many to be a name", () => {
  assert.deepEqual(named(entity("#a", "hashtag"), entity("@a", "mention"), entity("$A", "cashtag")), []);
  assert.deepEqual(named(entity("a".repeat(65))), []);
  assert.equal(named(...Array.from({ length: 99 }, (_, i) => entity(`A${i}`))).length, 32);
});
