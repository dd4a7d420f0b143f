import assert from "node:assert/strict";
import { lastRevision } from "../post.ts";
import { reddit } from "./reddit.ts";
import type { Decoded } from "./source.ts";

const submission = {
  kind: "t3",
  data: {
    name: "t3_abc",
    id: "abc",
    subreddit: "deno",
    title: "A &amp; B",
    selftext: "x &lt; y",
    created_utc: 1451433600.4,
    author: "ada",
    author_fullname: "t2_1",
    permalink: "/r/deno/comments/abc/a_b/",
    over_18: false,
    score: 5,
    num_comments: 2,
  },
};
const comment = {
  kind: "t1",
  data: {
    name: "t1_def",
    id: "def",
    subreddit: "deno",
    body: "yes",
    created_utc: 1451433601,
    author: "[deleted]",
    parent_id: "t1_ddd",
    link_id: "t3_abc",
    score: 1,
    score_hidden: true,
    num_comments: 6707,
    replies: "",
  },
};

function listing(...children: unknown[]) {
  return { kind: "Listing", data: { children } };
}

function decode(document: unknown): Decoded[] {
  return [...reddit.decode(document)];
}

function posts(document: unknown): { [field: string]: unknown }[] {
  return decode(document).flatMap((decoded) => "post" in decoded ? [decoded.post] : []);
}

function rejections(document: unknown): string[] {
  return decode(document).flatMap((decoded) => "reject" in decoded ? [decoded.reject] : []);
}

Deno.test("reddit reads a submission", () => {
  assert.deepEqual(posts(submission), [{
    id: "t3_abc",
    createdAt: 1451433600400,
    revision: 0,
    title: "A & B",
    text: "x < y",
    author: "ada",
    authorId: "t2_1",
    community: "deno",
    url: "https://www.reddit.com/r/deno/comments/abc/a_b/",
    replyTo: undefined,
    threadId: undefined,
    sensitive: false,
    reach: undefined,
    engagement: { score: 5, replies: 2 },
  }]);
});

Deno.test("reddit reads a comment: no deleted author, no hidden score, no counter of its submission", () => {
  const [post] = posts(comment);
  assert.equal(post?.author, undefined);
  assert.equal(post?.replyTo, "t1_ddd");
  assert.equal(post?.threadId, "t3_abc");
  assert.equal(post?.engagement, undefined);
  assert.equal(post?.url, "https://www.reddit.com/comments/abc/_/def");
});

Deno.test("reddit unescapes unless the poll asked for raw_json", () => {
  const uri = "https://oauth.reddit.com/r/deno/new?limit=100";
  const [escaped] = posts({ uri, status: 200, body: listing(submission) });
  const [raw] = posts({ uri: `${uri}&raw_json=1`, status: 200, body: listing(submission) });
  assert.equal(escaped?.text, "x < y");
  assert.equal(raw?.text, "x &lt; y");
});

Deno.test("reddit numbers a version by the time of its edit", () => {
  const revisions = [false, true, 1_370_000_000, undefined].map((edited) =>
    posts({ kind: "t3", data: { ...submission.data, edited } })[0]!.revision
  );
  assert.deepEqual(revisions, [0, 1, 1_370_000_000, 0]);
});

Deno.test("reddit keeps a removed submission by its title for good, and takes a removed comment for deleted", () => {
  const [post] = posts({ kind: "t3", data: { ...submission.data, selftext: "[removed]" } });
  assert.equal(post?.text, "");
  assert.equal(post?.title, "A & B");
  assert.equal(post?.revision, lastRevision);
  const [gone] = decode({ kind: "t1", data: { ...comment.data, body: "[removed]", created_utc: 5 } });
  assert.deepEqual(gone, { deletion: { scope: "post", key: "t1_def", createdAt: 5000 } });
});

Deno.test("reddit refuses other kinds, each at its own place", () => {
  const decoded = decode(listing(submission, { kind: "t5", data: {} }, null, { kind: "more", data: {} }));
  assert.deepEqual(decoded.map(({ part }) => part), [1, 2, 3, 4]);
  assert.deepEqual(decoded.map((one) => "reject" in one && one.reject), [
    false,
    'is of kind "t5", not a submission (t3) or comment (t1)',
    'is of kind "undefined", not a submission (t3) or comment (t1)',
    'is of kind "more", not a submission (t3) or comment (t1)',
  ]);
});

Deno.test("reddit reads the answers below a comment, as deep as they go", () => {
  const depth = 20_000;
  let thread: { kind: string; data: object } = comment;
  for (let i = 0; i < depth; i++) {
    thread = { kind: "t1", data: { ...comment.data, replies: listing(thread) } };
  }
  assert.equal(posts(listing(thread, submission)).length, depth + 2);
});

Deno.test("reddit refuses a comment without writing out the answers below it", () => {
  const removed = { kind: "t1", data: { ...comment.data, name: "?", replies: listing(comment) } };
  const [refused, answer] = decode(listing(removed));
  assert.ok(refused && "reject" in refused && answer && "post" in answer);
  assert.doesNotMatch(JSON.stringify(refused.raw), /Listing/);
});

Deno.test("reddit refuses a failed poll with its status, and finds nothing in an empty page", () => {
  const uri = "https://oauth.reddit.com/r/deno/new";
  const failed = { uri, status: 503, body: "<html>" };
  assert.ok(reddit.recognises(failed));
  assert.deepEqual(rejections(failed), ["is a poll that failed with HTTP status 503"]);
  assert.deepEqual(decode({ uri, status: 200, body: listing() }), []);
});

Deno.test("reddit throws Poison at what is no listing", () => {
  const poll = { uri: "https://oauth.reddit.com/", status: 200, body: { message: "Forbidden" } };
  for (const document of [null, 5, [], {}, { kind: "t3" }, { kind: "Listing", data: {} }, poll]) {
    assert.throws(() => decode(document), { name: "Poison" });
  }
});

Deno.test("reddit gives a thing one id, whether name or id states it, with prefix or without", () => {
  const ids = [{ name: "t3_abc", id: "abc" }, { id: "abc" }, { id: "t3_abc" }, { name: "abc" }].map((
    stated,
  ) => posts({ kind: "t3", data: { ...submission.data, name: undefined, id: undefined, ...stated } })[0]!.id);
  assert.deepEqual(ids, ["t3_abc", "t3_abc", "t3_abc", "t3_abc"]);
});

Deno.test("reddit refuses a thing whose id Reddit cannot have given", () => {
  for (const name of ["t1_abc", "t3_", "ABC", "-5", "ａｂｃ", "a/../b", "a".repeat(14)]) {
    const children = listing({ kind: "t3", data: { ...submission.data, name } }, comment);
    assert.deepEqual(rejections(children), [`has id "${name}", which is not Reddit's`]);
    assert.equal(posts(children).length, 1);
  }
  const nameless = { ...submission.data, name: undefined, id: 5 };
  assert.deepEqual(rejections({ kind: "t3", data: nameless }), ["has no id"]);
});

Deno.test("reddit makes no address of a thread that is not Reddit's", () => {
  const [post] = posts({ kind: "t1", data: { ...comment.data, link_id: "t3_a?b" } });
  assert.equal(post?.url, undefined);
});
