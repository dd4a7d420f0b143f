import assert from "node:assert/strict";
import fc from "fast-check";
import { bestPath, createLattice, mayFollow } from "./viterbi.ts";

const tags = 5;
const units = 4;
const numbers = (count: number) =>
  fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: count, maxLength: count });

function pathsOf(count: number): number[][] {
  return count === 0
    ? [[]]
    : pathsOf(count - 1).flatMap((path) =>
      Array.from({ length: tags }, (_, tag) => tag)
        .filter((tag) => mayFollow(tag, path.at(-1) ?? 0)).map((tag) => [...path, tag])
    );
}

Deno.test("bestPath() finds the path that scores best of all that are allowed", () => {
  fc.assert(
    fc.property(numbers(units * tags), numbers(tags * tags), fc.boolean(), (emitted, passed, closed) => {
      const transitions = Float64Array.from(
        passed,
        (value, at) => mayFollow(at % tags, Math.floor(at / tags)) ? value : -Infinity,
      );
      const scoreOf = (path: number[]) =>
        path.reduce(
          (sum, tag, unit) =>
            sum + emitted[unit * tags + tag]! + transitions[(path[unit - 1] ?? 0) * tags + tag]!,
          closed ? transitions[path.at(-1)! * tags]! : 0,
        );
      const found = new Uint8Array(units);
      const stretch = { first: 0, end: units, closed };
      bestPath(Float64Array.from(emitted), transitions, stretch, tags, createLattice(units, tags), found);
      const best = Math.max(...pathsOf(units).map(scoreOf));
      assert.ok(pathsOf(units).some((path) => path.every((tag, unit) => tag === found[unit])));
      assert.ok(Math.abs(scoreOf([...found]) - best) < 1e-9);
    }),
  );
});
