import assert from "node:assert/strict";
import { Hono } from "hono";
import { limitBody } from "./limit_body.ts";
import { listen } from "./server.ts";

Deno.test({
  name: "limitBody() takes bodies up to its limit, and says what is wrong with others",
  // The server's adapter waits by a timer of its own for the rest of a body that nobody reads.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: takesUpToLimit,
});

async function takesUpToLimit(): Promise<void> {
  const app = new Hono();
  app.on(["POST", "DELETE"], "/", limitBody(10), async (c) => c.text(`got ${await c.req.text()}`));
  const hub = { accept() {}, close: () => Promise.resolve() };
  const server = await listen({ host: "127.0.0.1", port: 0, isPublic: false, app, hub });
  const ask = async (init: RequestInit): Promise<[number, string]> => {
    const response = await fetch(`http://127.0.0.1:${server.port}/`, init);
    return [response.status, await response.text()];
  };
  try {
    assert.deepEqual(await ask({ method: "POST", body: "0123456789" }), [200, "got 0123456789"]);
    assert.deepEqual(await ask({ method: "DELETE" }), [200, "got "]);
    assert.equal((await ask({ method: "POST", body: "0123456789a" }))[0], 413);
    const [status, said] = await ask({ method: "POST", body: new Blob(["012"]).stream() });
    assert.equal(status, 411);
    assert.match(said, /Content-Length/);
  } finally {
    await server.close();
  }
}
