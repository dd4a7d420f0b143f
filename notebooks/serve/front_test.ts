import assert from "node:assert/strict";
import { openFront } from "./front.ts";

Deno.test("openFront() says that it is alive and not ready, until there are pages", async () => {
  const front = await openFront({ host: "127.0.0.1", port: 0, isPublic: false });
  const ask = async (path: string) => {
    const response = await fetch(new URL(path, front.url));
    return [response.status, await response.text()];
  };
  assert.equal((await ask("healthz"))[0], 200);
  assert.deepEqual(await ask("readyz"), [503, '{"ok":false,"stages":{"store":"is being opened"}}']);
  assert.equal((await ask("pulse"))[0], 503);
  let closed = 0;
  front.open({
    app: { fetch: () => new Response("here") },
    hub: { accept() {}, close: () => Promise.resolve(void closed++) },
  });
  assert.deepEqual(await ask("readyz"), [200, "here"]);
  await Promise.all([front.close(), front.close()]);
  assert.equal(closed, 1);
});
