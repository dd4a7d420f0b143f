import assert from "node:assert/strict";
import { plainSummary, wikimedia } from "./wikimedia.ts";
import type { Candidate } from "./source.ts";

const change = {
  meta: {
    id: "0416300b",
    domain: "en.wikipedia.org",
    dt: "2023-07-29T07:51:39Z",
    uri: "https://en.wikipedia.org/wiki/A",
  },
  type: "edit",
  wiki: "enwiki",
  title: "A",
  comment: "/* Life */ [[B|b]]",
  timestamp: 1690617099,
  user: "Ada",
  bot: false,
  notify_url: "https://en.wikipedia.org/w/index.php?diff=2&oldid=1",
  server_name: "en.wikipedia.org",
};

function postOf(document: unknown): Candidate {
  const [decoded, ...more] = [...wikimedia.decode(document)];
  assert.ok(decoded !== undefined && "post" in decoded && more.length === 0);
  return decoded.post;
}

Deno.test("wikimedia reads an edit; its summary is the text", () => {
  assert.deepEqual(postOf(change), {
    id: "0416300b",
    createdAt: 1690617099000,
    title: "A",
    text: "Life: b",
    author: "Ada",
    authorId: "Ada",
    community: "en.wikipedia.org",
    lang: "en",
    url: "https://en.wikipedia.org/w/index.php?diff=2&oldid=1",
    automated: undefined,
  });
});

Deno.test("wikimedia does not name who has no account", () => {
  for (const user of ["87.12.215.232", "2001:db8::1", "~2025-31415-9"]) {
    assert.equal(postOf({ ...change, user }).author, undefined);
  }
  assert.equal(postOf({ ...change, bot: true }).automated, true);
});

Deno.test("wikimedia leaves out tests of the service and what is no edit", () => {
  for (
    const document of [{ ...change, meta: { ...change.meta, domain: "canary" } }, {
      ...change,
      type: "log",
      id: null,
    }]
  ) {
    assert.ok("skip" in [...wikimedia.decode(document)][0]!);
  }
  for (const document of [null, {}, { ...change, meta: {} }, { meta: 1 }]) {
    assert.ok(!wikimedia.recognises(document));
    assert.throws(() => [...wikimedia.decode(document)], { name: "Poison" });
  }
});

Deno.test("plainSummary() takes the marks out, and does not take long for what is not closed", () => {
  assert.equal(plainSummary("/* A */ see [[:Category:B]] and [[C|d]]"), "A: see Category:B and d");
  const hostile = "[[".repeat(50_000) + "/* ".repeat(50_000);
  assert.equal(plainSummary(hostile), hostile.trim());
});
