import assert from "node:assert/strict";
import fc from "fast-check";
import { addMarginals, createChain } from "./chain.ts";

const [count, tags] = [3, 2];
const factor = fc.double({ min: 0.01, max: 10, noNaN: true });
const factors = (length: number) =>
  fc.array(factor, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));

Deno.test("addMarginals() says of tags and pairs what counting over every path says", () => {
  fc.assert(fc.property(factors(count * tags), factors(tags * tags), (emissions, transitions) => {
    const wantedMarginals = new Float64Array(count * tags);
    const wantedPairs = new Float64Array(tags * tags);
    let total = 0;
    for (let which = 0; which < tags ** count; which++) {
      const path = Array.from({ length: count }, (_, unit) => Math.floor(which / tags ** unit) % tags);
      const before = (unit: number) => unit === 0 ? 0 : path[unit - 1]!;
      const weight = path.reduce(
        (product, tag, unit) =>
          product * emissions[unit * tags + tag]! * transitions[before(unit) * tags + tag]!,
        1,
      );
      total += weight;
      path.forEach((tag, unit) => {
        wantedMarginals[unit * tags + tag]! += weight;
        wantedPairs[before(unit) * tags + tag]! += weight;
      });
    }
    const marginals = new Float64Array(count * tags);
    const pairs = new Float64Array(tags * tags);
    const size = { count, tags, worth: 1 };
    addMarginals({ emissions, transitions }, createChain(count, tags), size, marginals, pairs);
    marginals.forEach((value, at) => assert.ok(Math.abs(value - wantedMarginals[at]! / total) < 1e-9));
    pairs.forEach((value, at) => assert.ok(Math.abs(value - wantedPairs[at]! / total) < 1e-9));
  }));
});
