import assert from "node:assert/strict";
import { needsBench } from "../../ingest/base/test_needs.ts";
import { cardTexts, modelName } from "./cards.ts";
import { loadModels } from "./load_models.ts";
import { decodeModels, type ModelBytes } from "./models.ts";
import { formatCard } from "./score/card.ts";
import { devScores } from "./score/dev_scores.ts";

const folder = new URL("./files/", import.meta.url);
const maxBytes = 4_000_000;

function readFiles(): ModelBytes {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
    name.endsWith(".model")
  );
  return Object.fromEntries(
    names.map((name) => [name.slice(0, -".model".length), Deno.readFileSync(new URL(name, folder))]),
  ) as ModelBytes;
}

Deno.test("the model files are under 4 MB together, and each trained one has a card", () => {
  const files = readFiles();
  const total = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0);
  assert.ok(total < maxBytes, `${total} bytes`);
  for (const name of Object.keys(cardTexts)) {
    const card = Deno.readTextFileSync(new URL(`${name}.md`, folder));
    assert.ok(card.includes(`${files[name as keyof ModelBytes].length} bytes`), name);
  }
});

Deno.test("decodeModels() names the file that is damaged", () => {
  const files = readFiles();
  const emotion = files.emotion.slice();
  emotion[emotion.length >> 1]! ^= 1;
  assert.throws(
    () => decodeModels({ ...files, emotion }),
    /Cannot use model file "emotion.model": it is damaged/,
  );
});

Deno.test({
  name: "each card states the scores that the committed model has on its dev split",
  ...needsBench,
  fn() {
    const models = loadModels();
    const files = readFiles();
    for (const [name, text] of Object.entries(cardTexts)) {
      const bytes = files[name as keyof ModelBytes].length;
      assert.equal(
        Deno.readTextFileSync(new URL(`${name}.md`, folder)),
        formatCard(modelName(name), text, bytes, devScores[name]!(models)),
      );
    }
  },
});
