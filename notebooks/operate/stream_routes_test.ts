import assert from "node:assert/strict";
import { freePort } from "../../ingest/base/port_harness.ts";
import { start, withDataDir } from "../dev_harness.ts";
import { waitFor } from "../faults/fault_harness.ts";
import { runTask } from "./dead_harness.ts";

const token = "xyzzy-of-this-test-1234";

/** Asks a running owner as a page of its own does. */
function asker(url: string) {
  return async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        "sec-fetch-site": "same-origin",
        ...method === "GET" ? {} : { "content-type": "application/json", origin: new URL(url).origin },
        ...headers,
      },
      ...body === undefined ? {} : { body: JSON.stringify(body) },
    });
    const text = await response.text();
    assert.ok(!text.includes(token), text);
    return { status: response.status, answer: text.startsWith("{") ? JSON.parse(text) : text };
  };
}

async function showsNoToken(folder: string, except = ""): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || name === except) continue;
    const text = new TextDecoder("latin1").decode(await Deno.readFile(`${folder}/${name}`));
    assert.ok(!text.includes(token), name);
  }
}

Deno.test("streams are added, followed, limited, paused, stopped and removed by the pages of their owner", () =>
  withDataDir(async (dataDir) => {
    await using dev = start("dev", dataDir);
    const ask = asker(await dev.url());
    const port = freePort();
    const wish = { source: "push", what: String(port), credentials: { PUSH_TOKEN: token } };
    assert.equal((await ask("GET", "api/sources")).answer.credentials.PUSH_TOKEN, undefined);
    const checked = await ask("POST", "api/streams/check", wish);
    assert.deepEqual(checked, { status: 200, answer: { stream: "push", items: 0 } });
    const added = await ask("POST", "api/streams", { ...wish, perHour: 1000 });
    assert.equal(added.status, 200, dev.output.err);
    const { id } = added.answer;
    assert.equal((await ask("GET", "api/sources")).answer.credentials.PUSH_TOKEN, "entered");
    const stateIs = (state: string) =>
      waitFor(`the stream is ${state}`, async () => {
        const { streams, followed } = (await ask("GET", "api/streams")).answer;
        return followed && streams[0].state === state;
      });
    await stateIs("live");
    const posts = Array.from(
      { length: 3 },
      (_, n) => ({ id: `${n}`, createdAt: "2026-01-01", text: "rain" }),
    );
    const send = () =>
      fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(posts),
      }).then(async (response) => {
        await response.text();
        return response.status;
      }, () => 0);
    assert.equal(await send(), 202);
    const storage = () => ask("GET", "api/streams").then(({ answer }) => answer.streams[0]);
    await waitFor("they have landed", async () => (await storage()).storage.posts === 3);
    assert.deepEqual([(await storage()).posts, (await storage()).ofHour], [3, 3]);
    assert.equal(
      (await ask("PATCH", `api/streams/${id}`, { schedule: "mon 08:00-07:00 x" })).answer.error.field,
      "schedule",
    );
    assert.equal((await ask("PATCH", `api/streams/${id}`, { perHour: null })).answer.perHour, null);
    await ask("POST", `api/streams/${id}/pause`);
    await stateIs("paused");
    await waitFor("the page of the pipeline says so", async () => {
      const { names, values, error } = (await ask("GET", "api/pages/pipeline/cells/streams")).answer;
      assert.equal(error, undefined);
      const at = values[names.indexOf("stream")].indexOf("push");
      return values[names.indexOf("state")][at] === "paused" && values[names.indexOf("posts")][at] === 3;
    });
    assert.equal(await send(), 0, "its port is closed");
    await ask("POST", `api/streams/${id}/start`);
    await stateIs("live");
    await ask("POST", `api/streams/${id}/stop`);
    await stateIs("stopped");
    const deleted = await ask("DELETE", `api/streams/${id}/data`);
    assert.equal(deleted.status, 200, dev.output.err);
    await waitFor("its data are gone", async () => (await storage()).storage.posts === 0);
    await ask("POST", `api/streams/${id}/start`);
    posts[0]!.id = "3";
    await waitFor("another post is taken", async () => await send() === 202);
    await waitFor("it has landed", async () => (await storage()).storage.posts > 0);
    assert.equal((await ask("DELETE", `api/streams/${id}`)).status, 200);
    const left = await ask("DELETE", "api/streams/push/data");
    assert.deepEqual([left.status, left.answer.stream], [200, "push"], dev.output.err);
    await waitFor("what was left of it is gone", async () => {
      const { names, values } = (await ask("GET", "api/pages/sources/cells/streams")).answer;
      return values[names.indexOf("posts")][values[names.indexOf("stream")].indexOf("push")] === 0;
    });
    const other = await ask("DELETE", "api/streams/rss%3Ahttps%3A%2F%2Fnone.test%2Ffeed/data");
    assert.deepEqual([other.status, other.answer.stream], [200, "rss:https://none.test/feed"]);
    assert.equal((await ask("DELETE", `api/streams/${"x".repeat(201)}/data`)).status, 422);
    assert.deepEqual((await ask("GET", "api/streams")).answer.streams, []);
    dev.child.kill("SIGTERM");
    const { code, out, err } = await dev.ended();
    assert.equal(code, 0, err);
    assert.ok(!`${out}${err}`.includes(token));
    await showsNoToken(dataDir, "credentials.json");
    const copy = `${dataDir}-copy`;
    const backedUp = await runTask("backup", dataDir, [copy]);
    assert.equal(backedUp.code, 0, backedUp.err);
    await showsNoToken(copy);
    await Deno.remove(copy, { recursive: true });
    assert.equal((await Deno.stat(`${dataDir}/credentials.json`)).mode! & 0o777, 0o600);
  }));
