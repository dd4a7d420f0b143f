import assert from "node:assert/strict";
import { join } from "node:path";
import { analyseBareLine } from "../text/analyse_line.ts";
import type { LargeModels } from "./large_models.ts";
import { missingRuntime } from "./runtime.ts";
import { type TinyModel, writeTinyModel } from "./tiny_model_harness.ts";

/** For tests: a model of moods that is sure of what it says. */
export const moodModel: TinyModel = {
  task: "text-classification",
  labels: ["negative", "neutral", "positive"],
  words: { good: [0, 0, 3], bad: [3, 0, 0], post: [0, 2, 0] },
};

/** For tests: runs with a model in a folder of that name, and with what it runs on installed. */
export async function withTinyModel(
  name: string,
  model: TinyModel,
  run: (folder: string) => Promise<void>,
): Promise<void> {
  await installRuntime();
  const parent = await Deno.makeTempDir({ prefix: "groundswell-model-" });
  try {
    await writeTinyModel(join(parent, name), model);
    await run(join(parent, name));
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

/** For tests: installs what large models run on, as a user does. */
async function installRuntime(): Promise<void> {
  if (missingRuntime() === undefined) return;
  const { code, stderr } = await new Deno.Command("deno", { args: ["task", "models"] }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
}

/** For tests: the lines of texts as they come past large models. */
export async function judge(models: LargeModels, texts: string[]) {
  const round = models.begin();
  const lines = texts.map((text, i) =>
    analyseBareLine(
      JSON.stringify({ text }),
      { origin: "test", at: 0 },
      { note: (post, analysis) => round.note(i, post, analysis) },
    )
  );
  return (await round.finish(lines)).map((line) => JSON.parse(line));
}

/** For tests: waits until it holds. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!await holds()) {
    assert.ok(Date.now() < end, `not within ${withinMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
