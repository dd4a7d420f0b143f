import assert from "node:assert/strict";
import { analysePost } from "../text/analyse.ts";
import { candidateOf, leastCertain } from "./candidates.ts";
import { judge, moodModel, until, withTinyModel } from "./large_harness.ts";
import { type LargeModelsUse, openLargeModels } from "./large_models.ts";
import type { LargeModelOptions } from "./model_ref.ts";
import type { LargeTask } from "./tasks.ts";
import type { TinyModel } from "./tiny_model_harness.ts";

const texts = [
  "a good day",
  "the post is here",
  "I love this wonderful day",
  "not bad at all",
  "bad bad good",
];

const needsSignals = { ignore: Deno.build.os === "windows" };

/** Opens a model in a folder; `told` and `pids` are filled as it goes. */
function open(path: string, { postsPerSecond = 1000, task = "sentiment" as LargeTask, ...use }: Partial<
  LargeModelsUse & Pick<LargeModelOptions, "postsPerSecond" | "task">
> = {}) {
  const told: string[] = [];
  const pids: number[] = [];
  const models = openLargeModels([{ task, ref: { kind: "folder", path }, postsPerSecond }], {
    as: "pipe",
    tell: (text) => told.push(text),
    started: (pid) => pids.push(pid),
    ...use,
  });
  return { models, told, pids };
}

const isLarge = (line: { sentiment: { model: string } }) => line.sentiment.model.startsWith("mood@");
const small = texts.map((text) => analysePost({ text }).sentiment);

Deno.test("a large model takes the place of the small one, and each result says which has made it", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    const { models, told } = open(folder);
    await using _ = models;
    await models.settled();
    assert.match(told.join(), /^SENTIMENT_MODEL mood@[0-9a-f]{8} is ready/);
    const lines = await judge(models, [...texts, "c'est la vie, mes amis, tout va bien ici en France"]);
    assert.deepEqual(lines.map(({ sentiment }) => sentiment.label), [
      "positive",
      "neutral",
      "neutral",
      "negative",
      "negative",
      "unsupported",
    ]);
    assert.deepEqual(lines.map(isLarge), [true, true, true, true, true, false]);
    const { negative, neutral, positive, polarity, subjectivity } = lines[0].sentiment;
    assert.ok(Math.abs(negative + neutral + positive - 1) < 0.001);
    assert.deepEqual([polarity > 0.8, subjectivity > 0.9], [true, true]);
    for (const [i, { text, norm, emotion }] of lines.slice(0, 5).entries()) {
      const own = analysePost({ text });
      assert.deepEqual([text, norm, emotion], [texts[i], own.norm, own.emotion]);
    }
  }));

Deno.test("emotions, categories and names come from large models in our labels, several models side by side", () => {
  const emotion: TinyModel = {
    task: "text-classification",
    labels: ["LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3"],
    words: { day: [0, 9, 0, 0] },
  };
  const names: TinyModel = {
    task: "token-classification",
    labels: ["O", "B-LOC", "I-LOC", "B-PER"],
    words: { lon: [0, 9, 0, 0], "##don": [0, 0, 9, 0], ann: [0, 0, 0, 9], day: [9, 0, 0, 0] },
  };
  return withTinyModel("mood", emotion, (path) =>
    withTinyModel("ner", names, async (other) => {
      const options = { postsPerSecond: 10, kind: "folder" as const };
      await using models = openLargeModels([
        { ...options, task: "emotion", ref: { kind: "folder", path } },
        { ...options, task: "entity", ref: { kind: "folder", path: other } },
      ], { as: "pipe", tell: () => {} });
      await models.settled();
      const [line] = await judge(models, ["A #london day: Ann in London, 5 May 2014"]);
      assert.equal(line.emotion.label, "joy");
      assert.deepEqual(Object.keys(line.emotion.scores).sort(), ["anger", "joy", "optimism", "sadness"]);
      const found = line.entities.map((one: { type: string; text: string }) => `${one.type} ${one.text}`);
      assert.deepEqual(found, ["hashtag #london", "person Ann", "place London", "date 5 May 2014"]);
      assert.deepEqual(line.names.found.map(({ name }: { name: string }) => name), [
        "Ann",
        "London",
        "5 may 2014",
      ]);
      assert.match(line.names.model, /^ner@[0-9a-f]{8}$/);
      assert.equal(line.sentiment.model, "sentiment-microblog-5");
    }));
});

Deno.test("within its budget a large model gets the posts that the small one is least certain of", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    const { models } = open(folder, { postsPerSecond: 2 });
    await using _ = models;
    await models.settled();
    const candidates = texts.map((text, i) => candidateOf(i, { text }, analysePost({ text }))!);
    const expected = leastCertain("sentiment", candidates, 2).map(({ index }) => index).sort();
    const lines = await judge(models, texts);
    assert.deepEqual(lines.flatMap((line, i) => isLarge(line) ? [i] : []), expected);
    for (const [i, { sentiment }] of lines.entries()) {
      if (!expected.includes(i)) assert.deepEqual(sentiment, small[i]);
    }
  }));

Deno.test(
  "a large model that is killed costs no post its result, and comes back",
  needsSignals,
  () =>
    withTinyModel("mood", moodModel, async (folder) => {
      const { models, told, pids } = open(folder);
      await using _ = models;
      await models.settled();
      // Held, so that it is killed while it is asked.
      Deno.kill(pids[0]!, "SIGSTOP");
      const asked = judge(models, texts);
      Deno.kill(pids[0]!, "SIGKILL");
      assert.deepEqual((await asked).map(({ sentiment }) => sentiment), small);
      await until(() => told.length > 1);
      assert.match(
        told[1]!,
        /cannot be used: its process ended by SIGKILL; the small model goes on alone, next try in 1 s/,
      );
      await until(() => told.length > 2);
      assert.match(told[2]!, /is ready/);
      assert.ok((await judge(models, texts)).every(isLarge));
      assert.equal(new Set(pids).size, 2);
    }),
);

Deno.test(
  "posts of a stream go past a large model that hangs, and it is asked again once it has answered",
  needsSignals,
  () =>
    withTinyModel("mood", moodModel, async (folder) => {
      const { models, pids, told } = open(folder, {
        as: "stream",
        patience: { loadMs: 600_000, silentMs: 600_000 },
      });
      await using _ = models;
      await models.settled();
      Deno.kill(pids[0]!, "SIGSTOP");
      // The first may wait for it, the others do not even ask.
      for (let i = 0; i < 5; i++) {
        assert.deepEqual((await judge(models, texts)).map(({ sentiment }) => sentiment), small);
      }
      Deno.kill(pids[0]!, "SIGCONT");
      await until(async () => (await judge(models, texts)).some(isLarge));
      assert.deepEqual([pids.length, told.length], [1, 1]);
    }),
);

Deno.test(
  "a large model that does not answer in a long time is replaced",
  needsSignals,
  () =>
    withTinyModel("mood", moodModel, async (folder) => {
      const { models, pids, told } = open(folder, { patience: { loadMs: 600_000, silentMs: 300 } });
      await using _ = models;
      await models.settled();
      Deno.kill(pids[0]!, "SIGSTOP");
      assert.deepEqual((await judge(models, texts)).map(({ sentiment }) => sentiment), small);
      await until(() => told.length > 2);
      assert.match(told[1]!, /cannot be used: it has not answered for 0.3 s/);
      assert.match(told[2]!, /is ready/);
    }),
);

Deno.test("a large model that answers nonsense costs no post its result", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    const runtime = `${folder}/runtime.js`;
    await Deno.writeTextFile(
      runtime,
      `const id2label = { 0: "negative", 1: "neutral", 2: "positive" };
      const judge = (texts) => texts.map((text) => [{ label: "negative", score: text.includes("first") ? 1 : NaN }]);
      export const env = { backends: { onnx: { wasm: {} } } };
      export const pipeline = () => Object.assign(judge, { model: { config: { id2label } } });`,
    );
    const { models, told } = open(folder, { runtime });
    await using _ = models;
    await models.settled();
    assert.match(told[0]!, /is ready/);
    assert.deepEqual((await judge(models, texts)).map(({ sentiment }) => sentiment), small);
    await until(() => told.length > 1);
    assert.match(told[1]!, /cannot be used: it answers what is no answer; the small model goes on alone/);
  }));

Deno.test("without the model, or what it runs on, the small one goes on alone and says what to do", () =>
  withTinyModel("mood", moodModel, async (folder) => {
    for (
      const [path, use, reason] of [
        [
          `${folder}/nowhere`,
          {},
          /SENTIMENT_MODEL nowhere cannot be used: it has no config\.json/,
        ],
        [
          folder,
          { runtime: `${folder}/none.js` },
          /is not installed; deno task models installs it; the small model/,
        ],
      ] as const
    ) {
      const { models, told } = open(path, use);
      await using _ = models;
      await models.settled();
      assert.deepEqual((await judge(models, texts)).map(({ sentiment }) => sentiment), small);
      assert.match(told[0]!, reason);
    }
  }));
