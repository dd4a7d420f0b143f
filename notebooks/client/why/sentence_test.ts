import assert from "node:assert/strict";
import { whySentence, whyTitle } from "./sentence.ts";

const from = Date.UTC(2015, 1, 23, 0, 45);
const behind = {
  count: 133,
  authors: 120,
  communities: 1,
  stream: 1330,
  oldest: from + 15 * 60_000,
  moods: { negative: 133, neutral: 24, positive: 14, unknown: 3 },
  from,
  to: from + 75 * 60_000,
};

Deno.test("whySentence() defines a number from the parts of its filter", () => {
  const cases: [Parameters<typeof whySentence>[0], string[], string][] = [
    [
      { cell: "series", key: { start: from, until: from + 1 } },
      ["american airlines"],
      "Posts that match “american airlines”, created Mon 23 Feb 2015, 00:45–02:00 UTC. By 120 authors.",
    ],
    [
      { cell: "totals", key: { mood: -1 }, as: "share" },
      [" "],
      "133 posts of 171 with a known mood. All posts, judged negative, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
    [
      { cell: "totals", key: {}, as: "stream" },
      [],
      "133 posts of 1,330 in the stream at that time. All posts, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
    [
      { cell: "people", key: {}, as: "authors" },
      [],
      "120 authors wrote these 133 posts, as far as posts name one. All posts, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
    [
      { cell: "people", key: {}, as: "communities" },
      [],
      "These 133 posts stand in one community, as far as posts name one. All posts, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
    [
      { cell: "newest", key: {}, as: "rate" },
      [],
      "133 posts in 1 h. All posts, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
    [
      { cell: "newest", key: {}, as: "time" },
      [],
      "Of this window 1 h is after the first post received, from Mon 23 Feb 2015, 01:00 UTC. All posts, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
    [
      { cell: "x", key: { term: "late\u202E", source: "hn", community: null, mood: "*" } },
      ["a", "b"],
      "Posts that match “a” and “b”, that name “late”, from Hacker News, without a community, with a known mood, created Mon 23 Feb 2015, 00:45–02:00 UTC. By 120 authors.",
    ],
    [
      { cell: "newest", key: { source: "x", id: "1", revision: 0 } },
      [],
      "One post that is counted here, from X, created Mon 23 Feb 2015, 00:45–02:00 UTC.",
    ],
  ];
  for (const [why, topics, sentence] of cases) assert.equal(whySentence(why, behind, topics), sentence);
});

Deno.test("whyTitle() asks for the number as it stands on its mark", () => {
  assert.equal(whyTitle({ cell: "t", key: {} }, { ...behind, count: 11_500 }), "Why 11,500?");
  assert.equal(whyTitle({ cell: "t", key: { mood: -1 }, as: "share" }, behind), "Why 78\u202F%?");
  const numbers = {
    stream: "10\u202F%",
    authors: "120",
    communities: "1",
    rate: "133",
    time: "1 h",
  } as const;
  for (const [as, number] of Object.entries(numbers)) {
    assert.equal(whyTitle({ cell: "t", key: {}, as: as as keyof typeof numbers }, behind), `Why ${number}?`);
  }
  assert.equal(whyTitle({ cell: "t", key: { id: "1" } }, behind), "Why this post?");
});
