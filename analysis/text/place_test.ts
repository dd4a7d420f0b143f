import assert from "node:assert/strict";
import fc from "fast-check";
import { placeOf } from "./place.ts";

Deno.test("placeOf() reads a place that is stated plainly", () => {
  const cases: [string, ReturnType<typeof placeOf>][] = [
    ["Austin, TX", { country: "US", region: "US-TX", city: "Austin" }],
    ["Paris, France", { country: "FR", city: "Paris" }],
    ["Paris, Texas", undefined],
    ["London", { country: "GB", city: "London" }],
    ["United Kingdom", { country: "GB" }],
    ["U.S.A.", { country: "US" }],
    ["California, USA", { country: "US", region: "US-CA" }],
    ["Somewhereville, Ohio", { country: "US", region: "US-OH" }],
    ["Germany / Berlin", { country: "DE", city: "Berlin" }],
    ["📍 Tokyo 🇯🇵", { country: "JP", city: "Tokyo" }],
  ];
  for (const [text, place] of cases) assert.deepEqual(placeOf(text), place, text);
});

Deno.test("placeOf() reads no place out of jokes, pairs and nothing", () => {
  for (
    const text of [
      "",
      "the moon",
      "in your heart",
      "London and Paris",
      "London / Paris",
      "CA",
      "she/her",
      ", ,",
    ]
  ) {
    assert.equal(placeOf(text), undefined, text);
  }
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const place = placeOf(text);
    assert.ok(place === undefined || /^[A-Z]{2}$/.test(place.country));
  }));
});
