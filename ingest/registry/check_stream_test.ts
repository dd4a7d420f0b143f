import assert from "node:assert/strict";
import { type Asked, type Reply, startFake } from "../sources/live/fake_harness.ts";
import type { Adapter } from "../sources/live/adapter.ts";
import { shortLimits, thisMachine } from "../sources/live/tools_harness.ts";
import { createNewsApi } from "../sources/newsapi_live.ts";
import { createPush } from "../sources/push_live.ts";
import { createRss } from "../sources/rss_live.ts";
import { createX } from "../sources/x_live.ts";
import { checkStream } from "./check_stream.ts";
import { createLiveTools } from "./live_tools.ts";

const secret = "xyzzy-of-this-test-1234";
const tools = { ...createLiveTools(Date.now, thisMachine), limits: shortLimits, count() {}, gap() {} };
const feed = "<rss><channel><item><link>https://a.test/1</link><title>T</title></item></channel></rss>";
const json = { "content-type": "application/json" };

async function checkAt(
  answer: (asked: Asked) => Reply,
  create: (url: string) => Adapter,
  deadlineMs?: number,
) {
  await using fake = startFake(answer);
  const checked = await checkStream(create(fake.url), tools, deadlineMs);
  assert.ok(!JSON.stringify(checked).includes(secret));
  return { checked, asked: fake.asked };
}

Deno.test("checkStream() says how much a source gives at once, and asks it no more than that", async () => {
  const { checked, asked } = await checkAt(() => ({ body: feed }), (url) => createRss({ url }));
  assert.deepEqual([checked, asked.length], [{ ok: true, items: 1 }, 1]);
});

Deno.test("checkStream() says what is wrong: credentials, an address, a web page, silence", async () => {
  const key = (url: string) => createNewsApi({ what: "rain", key: secret, url });
  const wrong = async (reply: Reply, create = key, deadlineMs?: number) => {
    const { checked } = await checkAt(() => reply, create, deadlineMs);
    assert.ok(!checked.ok);
    return [checked.message, checked.ofCredentials];
  };
  const [said, ofCredentials] = await wrong({
    status: 401,
    headers: json,
    body: `{"status":"error","code":"apiKeyInvalid","message":"${secret}"}`,
  });
  assert.match(String(said), /credentials/);
  assert.equal(ofCredentials, true);
  const rss = (url: string) => createRss({ url });
  assert.match(String((await wrong({ status: 404, body: "" }, rss))[0]), /nothing at this address/);
  assert.match(String((await wrong({ body: "<!doctype html>" }, rss))[0]), /^What stands at the address /);
  const begun = Date.now();
  assert.match(String((await wrong({ stream: ["<rss>"] }, rss, 200))[0]), /given nothing in time/);
  assert.ok(Date.now() - begun < 10_000);
});

Deno.test("checkStream() has X read a rule without a post, and leaves its rules as they are", async () => {
  const rules = () => [{ topic: "cats", rule: "#cats" }];
  const x = (url: string) => createX({ topics: ["cats"], rules, token: secret, perDay: 10, url });
  const { checked, asked } = await checkAt(
    () => ({
      status: 201,
      headers: json,
      body: '{"data":[{"id":"1","value":"#cats"}],"meta":{"summary":{"valid":1}}}',
    }),
    x,
  );
  assert.deepEqual(checked, { ok: true, items: 0 });
  assert.deepEqual(asked.map(({ method, url }) => `${method} ${url.pathname}${url.search}`), [
    "POST /2/tweets/search/stream/rules?dry_run=true",
  ]);
  const refused = await checkAt(
    () => ({
      headers: json,
      body:
        '{"meta":{"summary":{"invalid":1}},"errors":[{"value":"#cats","title":"UnprocessableEntity","details":["Reference to #cats"]}]}',
    }),
    x,
  );
  assert.deepEqual(refused.checked, {
    ok: false,
    message: 'X does not take the rule of topic "cats": UnprocessableEntity: Reference to #cats',
    ofCredentials: false,
  });
});

Deno.test("checkStream() lets go of what it has opened before it answers", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  const adapter = createPush({ what: String(port), token: secret });
  const taken = await checkStream(adapter, tools);
  assert.ok(!taken.ok && /cannot be opened/.test(taken.message));
  listener.close();
  for (let round = 0; round < 2; round++) assert.equal((await checkStream(adapter, tools)).ok, true);
});
