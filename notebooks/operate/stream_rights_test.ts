import assert from "node:assert/strict";
import { Hono } from "hono";
import { Retriable } from "../../ingest/base/errors.ts";
import { Refusal } from "../../ingest/base/refusal.ts";
import type { OperateRights } from "./may_operate.ts";
import type { StreamDesk } from "./stream_desk.ts";
import { addStreamRoutes } from "./stream_routes.ts";
import type { TopicDesk } from "./topic_desk.ts";
import { addTopicRoutes } from "./topic_routes.ts";

const token = "a-token";
const origin = "http://127.0.0.1:8000";

/** Routes over a desk that notes what it is asked. */
function bench(rights: Partial<OperateRights> = {}) {
  const asked: unknown[] = [];
  const note = (name: string) => (...args: unknown[]) => {
    asked.push([name, ...args]);
    return Promise.resolve({});
  };
  const desk = Object.fromEntries(
    ["sources", "list", "check", "add", "want", "limit", "remove", "removeData"].map((
      name,
    ) => [name, note(name)]),
  ) as unknown as StreamDesk;
  const topicDesk = Object.fromEntries(
    ["list", "show", "follow", "unfollow"].map((name) => [name, note(`topics ${name}`)]),
  ) as unknown as TopicDesk;
  const app = new Hono();
  addStreamRoutes(app, desk, { token, isOwn: true, ...rights });
  addTopicRoutes(app, topicDesk, { token, isOwn: true, ...rights });
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`${origin}/api/${path}`, {
      method,
      headers: { "content-type": "application/json", host: "127.0.0.1:8000", ...headers },
      ...body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) },
    });
    assert.equal(response.headers.get("cache-control"), "no-store");
    return [response.status, (await response.json()).error?.field];
  };
  return { asked, desk, ask };
}

const wish = { source: "bluesky" };
const addresses: [string, string, unknown?][] = [
  ["GET", "sources"],
  ["GET", "streams"],
  ["POST", "streams/check", wish],
  ["POST", "streams", wish],
  ["POST", "streams/a/start"],
  ["POST", "streams/a/pause"],
  ["POST", "streams/a/stop"],
  ["PATCH", "streams/a", { perHour: 5 }],
  ["DELETE", "streams/a"],
  ["DELETE", "streams/a/data"],
  ["GET", "topics"],
  ["GET", "topics/a"],
  ["PUT", "topics/a", { query: "a" }],
  ["DELETE", "topics/a"],
];

Deno.test("streams and topics are for pages of ours on this machine, and for who holds the token", async () => {
  const own = bench();
  const open = bench({ isOwn: false });
  for (const [method, path, body] of addresses) {
    const status = async ({ ask }: typeof own, headers = {}) => (await ask(method, path, body, headers))[0];
    assert.equal(await status(own, { origin, "sec-fetch-site": "same-origin" }), 200, `${method} ${path}`);
    assert.equal(await status(own), 200, "a program of this machine");
    assert.equal(await status(own, { origin: "http://evil.example" }), 403);
    assert.equal(await status(own, { "sec-fetch-site": "cross-site" }), 403);
    assert.equal(await status(own, { authorization: "Bearer wrong" }), 403);
    assert.equal(await status(open), 403);
    assert.equal(await status(open, { origin, "sec-fetch-site": "same-origin" }), 403);
    assert.equal(await status(open, { authorization: `Bearer ${token}` }), 200);
    if (method !== "GET") assert.equal(await status(own, { "content-type": "text/plain" }), 415);
  }
});

Deno.test("streams are asked for by requests of the right form only", async () => {
  const { asked, ask } = bench();
  for (
    const [path, body] of [
      ["streams", "no JSON"],
      ["streams", { source: "facebook" }],
      ["streams", { ...wish, sql: "1" }],
      ["streams", { ...wish, perHour: "5" }],
      ["streams", { ...wish, what: "x".repeat(2001) }],
      ["streams/check", { ...wish, credentials: { NEWSAPI_KEY: 5 } }],
    ] as const
  ) assert.equal((await ask("POST", path, body))[0], 400, JSON.stringify(body));
  assert.equal((await ask("PATCH", "streams/a", { wanted: "running" }))[0], 400);
  assert.equal((await ask("PUT", "topics/a", { query: "a", made: {} }))[0], 400);
  assert.deepEqual(asked, []);
  await ask("POST", "streams", { ...wish, what: " " });
  const plain = { what: null, credentials: {}, perHour: null, schedule: null, confirmed: false };
  await ask("PUT", "topics/a", { query: "b", languages: ["en"] });
  assert.deepEqual(asked, [
    ["add", { ...wish, ...plain }],
    ["topics follow", { name: "a", query: "b", languages: ["en"] }],
  ]);
});

Deno.test("what is refused names the field, and what is busy can be tried again", async () => {
  const { desk, ask } = bench();
  desk.add = () => Promise.reject(new Refusal("No such feed", "what"));
  desk.remove = () => Promise.reject(new Retriable("busy"));
  assert.deepEqual(await ask("POST", "streams", wish), [422, "what"]);
  assert.deepEqual(await ask("DELETE", "streams/a"), [503, null]);
});
