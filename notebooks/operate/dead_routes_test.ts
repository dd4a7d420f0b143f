import assert from "node:assert/strict";
import { Hono } from "hono";
import { Poison } from "../../ingest/base/errors.ts";
import type { DeadDesk } from "./dead_desk.ts";
import { addDeadRoutes } from "./dead_routes.ts";
import type { OperateRights } from "./may_operate.ts";

const token = "a-token";
const sent = { sent: 1, settled: 1, refused: [] };

/** Routes over a desk that notes what it is asked. */
function bench(rights: Partial<OperateRights> = {}) {
  const asked: unknown[] = [];
  const note = <Answer>(answer: Answer) => (...args: unknown[]) => {
    asked.push(args.filter((arg) => arg !== undefined));
    return Promise.resolve(answer);
  };
  const desk: DeadDesk = {
    list: note({ letters: [], total: 0 }),
    show: () => Promise.reject(new Poison('No dead letter "x"')),
    replay: note(sent),
    replayAll: note(sent),
    discard: note(sent),
  };
  const app = new Hono();
  addDeadRoutes(app, desk, { token, isOwn: true, ...rights });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`http://127.0.0.1:8000/api/dead/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", host: "127.0.0.1:8000", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return [response.status, (await response.json()).error?.message];
  };
  return { asked, post };
}

const paths = {
  list: { filter: {}, most: 1 },
  show: { id: "x" },
  replay: { id: "x" },
  discard: { filter: {} },
};
const origin = "http://127.0.0.1:8000";

Deno.test("dead letters are for pages of ours on this machine, and for who holds the token", async () => {
  const own = bench();
  const open = bench({ isOwn: false });
  for (const [path, body] of Object.entries(paths)) {
    const well = path === "show" ? 422 : 200;
    const status = async ({ post }: typeof own, headers = {}) => (await post(path, body, headers))[0];
    assert.equal(await status(own, { origin, "sec-fetch-site": "same-origin" }), well, path);
    assert.equal(await status(own), well, "a program of this machine");
    assert.equal(await status(own, { origin: "http://evil.example" }), 403);
    assert.equal(await status(own, { "sec-fetch-site": "cross-site" }), 403);
    assert.equal(await status(own, { origin: "null", "sec-fetch-site": "same-origin" }), 403);
    assert.equal(await status(own, { "content-type": "text/plain" }), 415);
    assert.equal(await status(own, { authorization: "Bearer wrong" }), 403);
    assert.equal(await status(open), 403);
    assert.equal(await status(open, { origin, "sec-fetch-site": "same-origin" }), 403);
    assert.equal(await status(open, { authorization: `Bearer ${token}` }), well);
  }
});

Deno.test("dead letters are asked for by requests of the right form only", async () => {
  const { asked, post } = bench();
  assert.deepEqual(await post("show", { id: "x" }), [422, 'No dead letter "x"']);
  const wrong: [string, unknown][] = [
    ["list", "no JSON"],
    ["list", { filter: { sql: "1" }, most: 1 }],
    ["list", { filter: {}, most: 501 }],
    ["replay", {}],
    ["replay", { id: 1 }],
    ["discard", { id: "x", filter: {} }],
  ];
  for (const [path, body] of wrong) assert.equal((await post(path, body))[0], 400, JSON.stringify(body));
  assert.deepEqual(asked, []);
  await post("replay", { id: "x", payload: "{}" });
  await post("replay", { filter: { reason: "r", since: 1 } });
  await post("discard", { id: "x" });
  assert.deepEqual(asked, [["x", "{}"], [{ reason: "r", since: 1 }], [{ id: "x" }]]);
});
