import assert from "node:assert/strict";
import { freePort } from "../base/port_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch } from "./live/tools_harness.ts";
import { push } from "./push.ts";
import { createPush } from "./push_live.ts";
import { openPostbox } from "./push_postbox.ts";
import { readStdin } from "./push_stdin.ts";

const token = "s3cret-push-token-of-mine";
const document = (id: string) => ({ id, createdAt: "2026-01-01T12:00:00Z", text: `Post ${id}` });

function send(port: number, body: string, more: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body,
    ...more,
  });
}

Deno.test("push takes a document, a list and lines, and answers once they are handed on", async () => {
  const port = freePort();
  const watched = watch(createPush({ what: String(port), token }));
  const answers: Promise<string>[] = [];
  const bodies = [
    JSON.stringify(document("1")),
    JSON.stringify([document("2"), { id: "3", deleted: true }]),
    `${JSON.stringify(document("4"))}\n{"id":\n\n${JSON.stringify(document("5"))}\n`,
  ];
  let sent = 0;
  const read = await readUntil(watched.source, ({ lines }) => {
    if (watched.states.at(-1)?.state === "live" && sent < bodies.length) {
      answers.push(send(port, bodies[sent++]!).then((response) => response.text(), String));
    }
    return lines.length === 6;
  });
  assert.deepEqual(read.ids.toSorted(), ["1", "2", "4", "5"]);
  assert.equal(read.dead.length, 1);
  assert.deepEqual(read.cursor, { taken: 6 });
  assert.ok(!read.lines.join().includes(token));
  // The last was not acknowledged any more.
  const told = await Promise.all(answers);
  assert.deepEqual(told.map((text) => /taken|again/.exec(text)?.[0]).toSorted(), ["again", "taken", "taken"]);
});

Deno.test("push refuses who shows no token, what is no POST, what is empty and what is too large", async () => {
  await using box = await openPostbox(0, token);
  const statusOf = async (body: string, more: RequestInit = {}) => {
    const response = await send(box.port, body, more);
    await response.body?.cancel();
    return response.status;
  };
  assert.equal(await statusOf("{}", { headers: {} }), 401);
  assert.equal(await statusOf("{}", { headers: { authorization: `Bearer ${token}x` } }), 401);
  assert.equal(await statusOf("{}", { method: "PUT" }), 405);
  assert.equal(await statusOf("\n"), 400);
  const large = send(box.port, "x".repeat(9 * 1024 * 1024)).then(async (response) => {
    await response.body?.cancel();
    return response.status;
  }, () => 413);
  assert.equal(await large, 413);
});

Deno.test("push tells senders to send again what was not handed on", async () => {
  const stop = new AbortController();
  const box = await openPostbox(0, token);
  const waiting = send(box.port, JSON.stringify(document("1"))).then(async (response) => {
    const { status } = response;
    await response.body?.cancel();
    return status;
  });
  const letter = await box.next(stop.signal);
  assert.equal(letter?.items.length, 1);
  await box[Symbol.asyncDispose]();
  assert.equal(await waiting, 503);
});

Deno.test("push reads standard input line by line to its end", async () => {
  const input = new Blob([`${JSON.stringify(document("1"))}\n\nnonsense\n${JSON.stringify(document("2"))}`])
    .stream();
  const items = (await Array.fromAsync(readStdin(new AbortController().signal, input))).flat();
  assert.deepEqual(items.map((item) => [item.origin, "document" in item]), [
    ["stdin:1", true],
    ["stdin:3", false],
    ["stdin:4", true],
  ]);
});

Deno.test("push reads our own fields, and takes back what is deleted", () => {
  const full = {
    ...document("1"),
    author: "Ada",
    community: "c",
    revision: 3,
    engagement: { likes: 1 },
    other: 5,
  };
  const [decoded] = [...push.decode(full)];
  assert.ok(decoded !== undefined && "post" in decoded);
  assert.equal(decoded.post.createdAt, Date.UTC(2026, 0, 1, 12));
  assert.deepEqual([decoded.post.author, decoded.post.revision, decoded.post.other], ["Ada", 3, undefined]);
  assert.deepEqual([...push.decode({ id: "1", deleted: true })], [{ deletion: { scope: "post", key: "1" } }]);
  assert.throws(() => [...push.decode({ id: 1, text: "a" })], { name: "Poison" });
});

Deno.test("push wants a port or stdin, and a token that is long enough", () => {
  for (const what of ["", "http", "70000"]) {
    assert.throws(() => createPush({ what, token }), { name: "Fatal" });
  }
  assert.throws(() => createPush({ what: "8001", token: "short" }), { name: "Fatal", message: /PUSH_TOKEN/ });
  assert.doesNotThrow(() => createPush({ what: "stdin", token: "" }));
});
