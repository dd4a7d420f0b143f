import assert from "node:assert/strict";
import { join } from "node:path";
import { moodModel, withTinyModel } from "./large_harness.ts";
import { openLargeModels } from "./large_models.ts";
import { modelPermissions } from "./model_process.ts";

/** In place of the library: tries what it should not, and gives the outcomes as labels, which are refused by name. */
const intruder = `
const tries = {
  read: () => Deno.readTextFile("deno.json"),
  write: () => Deno.writeTextFile(new URL("written", import.meta.url), ""),
  net: () => fetch("http://127.0.0.1:8000/"),
  env: () => Deno.env.get("HOME"),
  run: () => new Deno.Command("deno").output(),
  ffi: () => Deno.dlopen("libc.so.6", {}),
  sys: () => Deno.hostname(),
};
const outcomes = await Promise.all(Object.entries(tries).map(async ([name, attempt]) => {
  try {
    await attempt();
    return name + " allowed";
  } catch (error) {
    return name + " " + error.name;
  }
}));
export const env = { backends: { onnx: { wasm: {} } } };
export const pipeline = () => Object.assign((texts) => texts.map(() => []), { model: { config: { id2label: outcomes } } });
`;

Deno.test("the process of a model in a folder can read that folder, and do nothing else", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    const runtime = join(folder, "intruder.js");
    await Deno.writeTextFile(runtime, intruder);
    const told: string[] = [];
    await using models = openLargeModels([
      { task: "sentiment", ref: { kind: "folder", path: folder }, postsPerSecond: 10 },
    ], { as: "pipe", tell: (text) => told.push(text), runtime });
    await models.settled();
    const outcomes = ["read", "write", "net", "env", "run", "ffi", "sys"].map((name) =>
      `"${name} NotCapable"`
    );
    assert.match(told.join(), new RegExp(`stand for no sentiment: ${outcomes.join(", ")};`));
  }));

Deno.test("modelPermissions() lets a folder read itself and nothing else, the hub reach itself and keep a copy", () => {
  const runtime = "/runtime.js";
  assert.deepEqual(modelPermissions({ ref: { kind: "folder", path: "/models/a" }, runtime }), [
    "--allow-read=/models/a,/runtime.js",
  ]);
  const hub = { kind: "hub", id: "a/b", revision: "main", cache: "/cache" } as const;
  assert.deepEqual(modelPermissions({ ref: { ...hub, host: "https://huggingface.co" }, runtime }), [
    "--allow-read=/cache,/runtime.js",
    "--allow-write=/cache",
    "--allow-net=huggingface.co,*.huggingface.co,*.hf.co",
  ]);
  assert.equal(
    modelPermissions({ ref: { ...hub, host: "http://127.0.0.1:9" }, runtime }).at(-1),
    "--allow-net=127.0.0.1:9",
  );
});
