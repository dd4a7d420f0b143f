import assert from "node:assert/strict";
import { join } from "node:path";
import { judge, moodModel, withTinyModel } from "./large_harness.ts";
import { openLargeModels } from "./large_models.ts";
import type { ModelRef } from "./model_ref.ts";

/** Serves a folder as the hub does a revision. */
function startHub(folder: string, revision: string) {
  const asked: string[] = [];
  const start = `/team/moods/resolve/${revision}/`;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    asked.push(pathname);
    const file = await Deno.readFile(join(folder, pathname.slice(start.length))).catch(() => undefined);
    if (pathname.startsWith(start) && file !== undefined) return new Response(file);
    return new Response("Entry not found", { status: 404 });
  });
  return { asked, host: `http://127.0.0.1:${server.addr.port}`, close: () => server.shutdown() };
}

Deno.test("a model of the hub is fetched once, file by file, and then runs without it", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    const hub = startHub(folder, "v1.2");
    const cache = await Deno.makeTempDir();
    try {
      const ref: ModelRef = { kind: "hub", id: "team/moods", revision: "v1.2", host: hub.host, cache };
      for (const { close } of [{ close: hub.close }, { close: () => Promise.resolve() }]) {
        const told: string[] = [];
        await using models = openLargeModels([{ task: "sentiment", ref, postsPerSecond: 10 }], {
          as: "pipe",
          tell: (text) => told.push(text),
        });
        await models.settled();
        const [line] = await judge(models, ["a bad day"]);
        assert.deepEqual(
          [line.sentiment.label, line.sentiment.model],
          ["negative", "team/moods@v1.2"],
          told.join(),
        );
        await close();
      }
      const fetched = hub.asked.filter((path) => path.endsWith("model.onnx"));
      assert.equal(fetched.length, 1);
    } finally {
      await Deno.remove(cache, { recursive: true });
    }
  }));

Deno.test("a model of the hub with labels that are not known is not tried again", () =>
  withTinyModel("mood", { ...moodModel, labels: ["toxic", "obscene", "fine"] }, async (folder) => {
    const hub = startHub(folder, "main");
    const cache = await Deno.makeTempDir();
    try {
      const told: string[] = [];
      const ref: ModelRef = { kind: "hub", id: "team/moods", revision: "main", host: hub.host, cache };
      await using models = openLargeModels([{ task: "sentiment", ref, postsPerSecond: 10 }], {
        as: "pipe",
        tell: (text) => told.push(text),
      });
      await models.settled();
      assert.deepEqual(told, [
        'SENTIMENT_MODEL team/moods@main cannot be used: it has labels that stand for no sentiment: "toxic", "obscene", ' +
        '"fine"; the small model goes on alone',
      ]);
    } finally {
      await hub.close();
      await Deno.remove(cache, { recursive: true });
    }
  }));
