import assert from "node:assert/strict";
import { analysePost } from "../text/analyse.ts";
import { createOwnLabeller } from "../text/own_labels.ts";
import { type Candidate, candidateOf, judgeable, leastCertain, maxCandidateChars } from "./candidates.ts";
import type { LargeTask } from "./tasks.ts";

const candidate = (text: string, index = 0) => candidateOf(index, { text }, analysePost({ text }));

Deno.test("leastCertain() takes those first whose two likeliest labels are closest", () => {
  const texts = [
    "I love this wonderful day",
    "the new phone is out",
    "not bad, I guess",
    "what a horrible mess",
  ];
  const candidates = texts.map((text, i) => candidate(text, i)!);
  const margin = ({ analysis: { sentiment } }: Candidate) => {
    const [first, second] = [sentiment.negative!, sentiment.neutral!, sentiment.positive!].sort((a, b) =>
      b - a
    );
    return first! - second!;
  };
  const all = leastCertain("sentiment", candidates, 9);
  assert.equal(all.length, texts.length);
  assert.deepEqual(all.map(margin), all.map(margin).toSorted((a, b) => a - b));
  assert.ok(margin(all[0]!) < margin(all.at(-1)!));
  assert.deepEqual(leastCertain("sentiment", candidates, 2), all.slice(0, 2));
});

Deno.test("leastCertain() takes posts with doubtful names before those with none", () => {
  const score = ({ analysis }: Candidate) => Math.min(1, ...analysis.entities.map(({ score }) => score));
  const texts = ["what a day", "Angela Merkel met Obama in Berlin", "we saw Harmony Korine at Vivid Sydney"];
  const order = leastCertain("entity", texts.map((text, i) => candidate(text, i)!), 3);
  assert.deepEqual(order.map(score), order.map(score).toSorted((a, b) => a - b));
  assert.equal(order.at(-1)!.text, "what a day");
});

Deno.test("candidateOf() leaves out other languages, long posts and those without a word", () => {
  assert.equal(candidate("c'est la vie, mes amis, tout va bien ici en France aujourd'hui"), undefined);
  assert.equal(candidate("a good day ".repeat(maxCandidateChars / 10)), undefined);
  assert.equal(candidate(" \n "), undefined);
  const post = { title: "Rain", text: "a good day" };
  assert.deepEqual(candidateOf(3, post, analysePost(post))?.text, "Rain\na good day");
  assert.deepEqual(candidateOf(3, post, analysePost(post))?.titleLength, 5);
});

Deno.test("judgeable() keeps categories of the user's own from a model of categories, and from no other", () => {
  const seeds = [[{ tokens: ["storm"], prefix: false }]];
  const own = createOwnLabeller({ model: "labels-1", labels: [{ name: "storms", seeds }] });
  const both = ["the storm is over", "a good day"].map((text, i) =>
    candidateOf(i, { text }, analysePost({ text }, own))!
  );
  assert.deepEqual(judgeable("category", both), [both[1]]);
  assert.deepEqual(judgeable("emotion", both), both);
});

Deno.test("leastCertain() has an order for each task", () => {
  for (const task of ["sentiment", "emotion", "category", "entity"] satisfies LargeTask[]) {
    assert.equal(leastCertain(task, [candidate("a good day")!, candidate("a bad day")!], 1).length, 1);
  }
});
