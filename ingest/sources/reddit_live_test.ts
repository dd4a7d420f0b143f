import assert from "node:assert/strict";
import { needsShared } from "../base/test_needs.ts";
import type { Fields } from "./fields.ts";
import { testContract } from "./live/contract_harness.ts";
import { type Asked, type Reply, startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { readRecorded } from "./recorded_harness.ts";
import { createReddit } from "./reddit_live.ts";

interface Thing extends Fields {
  kind: string;
  data: Fields & { name: string };
}

async function readThings(path: string): Promise<Thing[]> {
  const polls = (await readRecorded(`reddit/api-recordings/${path}`)).map((line) => JSON.parse(line).body);
  const things: Thing[] = polls.flatMap((body) => body.data.children);
  return [...new Map(things.map((thing) => [thing.data.name, thing])).values()];
}

const submissions = needsShared.ignore ? [] : (await readThings("stream-submissions.ndjson.gz")).slice(0, 60);
const comments = needsShared.ignore ? [] : (await readThings("stream-comments.ndjson.gz")).slice(0, 40);
const json = { "content-type": "application/json; charset=UTF-8" };
const app = { id: "s3cret-app-id", secret: "s3cret-app-secret", communities: "news" };
const token = "s3cret-access-token";

interface Shelf {
  new: Thing[];
  comments: Thing[];
  info?: Thing[];
  headers?: { [name: string]: string };
}

// Listings as Reddit gives them: the newest first, on after a name; nothing at all after a name that is gone.
function replyFrom(shelf: () => Shelf) {
  return ({ method, url, headers, body }: Asked): Reply => {
    assert.match(headers.get("user-agent") ?? "", /^deno:groundswell:/);
    if (url.pathname === "/api/v1/access_token") {
      assert.equal(method, "POST");
      assert.equal(headers.get("authorization"), `Basic ${btoa(`${app.id}:${app.secret}`)}`);
      assert.equal(body, "grant_type=client_credentials");
      return { headers: json, body: JSON.stringify({ access_token: token, expires_in: 86_400, scope: "*" }) };
    }
    assert.equal(headers.get("authorization"), `Bearer ${token}`);
    assert.equal(url.searchParams.get("raw_json"), "1");
    const all = url.pathname === "/r/news/new"
      ? shelf().new
      : url.pathname === "/r/news/comments"
      ? shelf().comments
      : shelf().info ?? [];
    const after = url.searchParams.get("after");
    const from = after === null ? 0 : all.findIndex(({ data }) => data.name === after) + 1;
    const limit = Number(url.searchParams.get("limit") ?? 100);
    const children = all.slice(from, from + limit);
    const last = from + limit < all.length ? children.at(-1)?.data.name : null;
    return {
      headers: { ...json, ...shelf().headers },
      body: JSON.stringify({ kind: "Listing", data: { after: last, before: null, children } }),
    };
  };
}

testContract({
  name: "reddit",
  ...needsShared,
  ids: [...submissions, ...comments].map(({ data }) => data.name),
  createServer: () => replyFrom(() => ({ new: submissions, comments })),
  createDisorder: () =>
    replyFrom(() => ({
      new: [...submissions.toReversed(), ...submissions.slice(0, 30)],
      comments: [...comments.toReversed(), ...comments],
    })),
  create: (url) => createReddit({ ...app, base: url }),
  errorsInside: [
    { body: '{"error":"invalid_grant"}', kind: "failed" },
    { body: '{"message":"Too Many Requests","error":429}', kind: "failed" },
    { body: '{"kind":"Listing","data":{"children":[', kind: "failed" },
  ],
  polls: true,
});

const post = (number: number): Thing => ({
  kind: "t3",
  data: {
    name: `t3_${number.toString(36)}`,
    id: number.toString(36),
    title: `Post &amp; ${number}`,
    selftext: "",
    created_utc: 1_700_000_000 + number,
    subreddit: "news",
    author: "ada",
    score: 1,
    num_comments: 0,
  },
});
const posts = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => post(to - 1 - at));

Deno.test("reddit goes on when the post that was newest is deleted, and back page by page to what it knows", async () => {
  let shelf: Shelf = { new: posts(1000, 1050), comments: [] };
  await using fake = startFake(replyFrom(() => shelf));
  const create = () => watch(createReddit({ ...app, base: fake.url }));
  const first = await readUntil(create().source, ({ ids }) => ids.length >= 50);
  // The newest is gone, and 250 have come.
  shelf = { new: [...posts(1050, 1300), ...posts(1000, 1049)], comments: [] };
  const again = create();
  const second = await readUntil(again.source, ({ ids }) => ids.length >= 250, first.cursor);
  assert.equal(new Set(second.ids).size, 250);
  assert.equal(second.ids[0], `t3_${(1050).toString(36)}`);
  assert.equal(second.ids.length, 250);
  assert.deepEqual(again.gaps, []);
  assert.equal(JSON.parse(second.lines[0]!).title, "Post &amp; 1050");
});

Deno.test("reddit says that there is a gap when nothing that it knows is left", async () => {
  let shelf: Shelf = { new: posts(1000, 1050), comments: [] };
  await using fake = startFake(replyFrom(() => shelf));
  const create = () => watch(createReddit({ ...app, base: fake.url }));
  const first = await readUntil(create().source, ({ ids }) => ids.length >= 50);
  shelf = { new: posts(5000, 6500), comments: [] };
  const again = create();
  await readUntil(again.source, ({ ids }) => ids.length >= 900, first.cursor);
  assert.equal(again.gaps.length, 1);
});

Deno.test("reddit waits for the reset once its answers say that nothing is left", async () => {
  const headers = { "x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "42", "x-ratelimit-used": "600" };
  await using fake = startFake(replyFrom(() => ({ new: posts(1, 3), comments: [], headers })));
  const watched = watch(createReddit({ ...app, base: fake.url }));
  await readUntil(watched.source, ({ ids }) => ids.length >= 2);
  assert.ok(watched.waits.includes(42_000), `${watched.waits}`);
});

Deno.test("reddit tells the scores of submissions that it has read, and which are gone", async () => {
  let now = Date.now();
  const gone = { ...post(2), data: { ...post(2).data, author: "[deleted]" } };
  const grown = { ...post(1), data: { ...post(1).data, score: 77, num_comments: 5 } };
  await using fake = startFake((asked) => {
    now += 60_000;
    return replyFrom(() => ({ new: posts(1, 3), comments: [], info: [grown, gone] }))(asked);
  });
  const watched = watch(createReddit({ ...app, base: fake.url }), undefined, () => now);
  const read = await readUntil(
    watched.source,
    ({ lines }) => lines.some((line) => line.includes('"t":"delete"')),
  );
  const [one, other] = read.lines.slice(2).map((line) => JSON.parse(line));
  assert.deepEqual([one.t, one.id, one.score, one.replies], ["engagement", "t3_1", 77, 5]);
  assert.deepEqual([other.t, other.scope, other.key], ["delete", "post", "t3_2"]);
  assert.equal(
    fake.asked.find(({ url }) => url.pathname === "/api/info")!.url.searchParams.get("id"),
    "t3_1,t3_2",
  );
});

Deno.test("reddit asks for another token when one is refused", async () => {
  let tokens = 0;
  await using fake = startFake((asked) => {
    if (asked.url.pathname === "/api/v1/access_token") tokens++;
    else if (tokens === 1) return { status: 401, body: "{}" };
    return replyFrom(() => ({ new: posts(1, 3), comments: [] }))(asked);
  });
  const watched = watch(createReddit({ ...app, base: fake.url }));
  await readUntil(watched.source, ({ ids }) => ids.length >= 2);
  assert.equal(tokens, 2);
  assert.ok(!watched.states.some(({ state }) => state === "failed"));
});

Deno.test("reddit wants an app and communities", () => {
  assert.throws(() => createReddit({ ...app, secret: "" }), { name: "Fatal", message: /REDDIT_CLIENT_ID/ });
  for (const communities of ["", "r/news", "a", "news+"]) {
    assert.throws(() => createReddit({ ...app, communities }), { name: "Fatal" });
  }
});
