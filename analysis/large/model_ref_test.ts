import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { readSettings } from "../../ingest/base/settings.ts";
import { readLargeModels } from "./model_ref.ts";
import { writeTinyModel } from "./tiny_model_harness.ts";

const read = (set: Record<string, string>) => readLargeModels(readSettings((name) => set[name]));

Deno.test("readLargeModels() tells folders from models of the hub", () => {
  assert.deepEqual(read({}), []);
  assert.deepEqual(read({ ENTITY_MODEL: "./none/ner", MODEL_POSTS_PER_SECOND: "7" }), [
    { task: "entity", ref: { kind: "folder", path: resolve("none/ner") }, postsPerSecond: 7 },
  ]);
  const [one] = read({
    SENTIMENT_MODEL: "team/moods-3@v1.2",
    DATA_DIR: "/data",
    HF_ENDPOINT: "http://127.0.0.1:8",
  });
  assert.deepEqual(one!.ref, {
    kind: "hub",
    id: "team/moods-3",
    revision: "v1.2",
    host: "http://127.0.0.1:8",
    cache: resolve("/data/models"),
  });
  for (const value of ["moods", "a/b/c", "a/b@", "http://a/b", "team/moods@v1/.."]) {
    assert.throws(
      () => read({ EMOTION_MODEL: value }),
      /^Fatal: Cannot use EMOTION_MODEL ".*": give a folder/,
      value,
    );
  }
});

Deno.test("readLargeModels() refuses a folder whose labels it does not know, by setting, folder and label", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, "toxic");
    await writeTinyModel(path, { task: "text-classification", labels: ["toxic", "joy"], words: {} });
    assert.throws(() => read({ EMOTION_MODEL: path }), {
      name: "Fatal",
      message: `Cannot use EMOTION_MODEL "${path}": it has labels that stand for no emotion: "toxic"`,
    });
    await Deno.writeTextFile(join(path, "config.json"), "{");
    assert.throws(() => read({ EMOTION_MODEL: path }), /Cannot use EMOTION_MODEL ".*toxic": .*JSON/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
