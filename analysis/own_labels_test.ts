import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { inFolder } from "../ingest/base/folder_harness.ts";
import { readOwnLabels } from "./own_labels.ts";
import { analysePost } from "./text/analyse.ts";
import { normOf, tokenise } from "./text/tokens.ts";
import { createOwnLabeller, type OwnLabels } from "./text/own_labels.ts";
import { matches } from "./topics/matches.ts";
import { parseTopic } from "./topics/parse.ts";

function withFile(content: unknown, run: (path: string) => void): Promise<void> {
  return inFolder(async (folder) => {
    const path = join(folder, "categories.json");
    await Deno.writeTextFile(path, typeof content === "string" ? content : JSON.stringify(content));
    run(path);
  });
}

async function labelsOf(content: unknown): Promise<OwnLabels> {
  let own: OwnLabels | undefined;
  await withFile(content, (path) => own = readOwnLabels({ CATEGORY_LABELS: path }));
  return own!;
}

const climate = {
  climate: ["climate change", "#cop30", "emission*"],
  "rail strike": ["rail strike", "@ASLEF"],
};

Deno.test("a post that says a seed is of that category, as a topic would find it", async () => {
  const own = await labelsOf(climate);
  const categoryOf = (text: string) => analysePost({ text }, createOwnLabeller(own)).category.label;
  for (const text of ["Climate CHANGE is real", "see you at #COP30!", "emissions fall", "less emission"]) {
    assert.equal(categoryOf(text), "climate", text);
  }
  for (const text of ["rail strike on Monday", "RT @aslef: we vote"]) {
    assert.equal(categoryOf(text), "rail strike", text);
  }
  for (const text of ["the climate will change", "cop30", "remission", "strike the rail", "#railstrike"]) {
    assert.ok(!Object.hasOwn(climate, categoryOf(text)), text);
  }
});

Deno.test("most seeds win, then the first; scores stand beside the model's, and the model names the set", async () => {
  const own = await labelsOf(climate);
  const text = "climate change: a rail strike, says @ASLEF";
  const { label, scores, model } = analysePost({ text }, createOwnLabeller(own)).category;
  const plain = analysePost({ text }).category;
  assert.equal(label, "rail strike");
  assert.deepEqual(scores, { ...plain.scores, "climate": 0.5, "rail strike": 0.75 });
  assert.match(model, /^category-\d+\+labels-[\da-f]{8}$/);
  assert.equal(
    analysePost({ text: "climate change or a rail strike" }, createOwnLabeller(own)).category.label,
    "climate",
  );
  const none = analysePost({ text: "I love this game" }, createOwnLabeller(own)).category;
  assert.equal(none.label, analysePost({ text: "I love this game" }).category.label);
  assert.deepEqual([none.scores["climate"], none.scores["rail strike"]], [0, 0]);
});

Deno.test("categories of one's own hold in languages that the model does not know", async () => {
  const own = await labelsOf({ wetter: ["schneesturm"] });
  const [storm, other] = ["Der Schneesturm in München ist vorbei", "Das ist ein schöner Tag in München"].map((
    text,
  ) => analysePost({ text, lang: "de" }, createOwnLabeller(own)).category);
  assert.deepEqual([storm!.label, storm!.scores], ["wetter", { wetter: 0.5 }]);
  assert.deepEqual([other!.label, other!.scores], ["unsupported", { wetter: 0 }]);
});

Deno.test("a post is labelled as the topics of its seeds would find it, for any text", async () => {
  const seeds = ["rain", "heavy rain", "#rain", "rain fall*", "r*", "ra*", "@rain", "$RAIN"];
  const own = await labelsOf(Object.fromEntries(seeds.map((seed, i) => [`label ${i}`, [seed]])));
  const label = createOwnLabeller(own);
  const none = { label: "other", scores: {}, model: "m" };
  const words = fc.constantFrom(
    "rain",
    "Rain",
    "#rain",
    "heavy",
    "falls",
    "fall",
    "r",
    "@rain",
    "$RAIN",
    "!",
    "train",
  );
  fc.assert(fc.property(fc.array(words, { maxLength: 8 }), (said) => {
    const norm = normOf(tokenise(said.join(" ")));
    const { scores } = label(none, norm);
    for (const [i, seed] of seeds.entries()) {
      const topic = parseTopic(seed.includes(" ") ? `"${seed}"` : seed);
      assert.equal(scores[`label ${i}`] === 0.5, matches(topic, norm), `${seed} in ${norm}`);
    }
  }));
});

Deno.test("another set has another version, the same set the same", async () => {
  const [one, same, other] = await Promise.all([
    labelsOf(climate),
    labelsOf({ ...climate }),
    labelsOf({ ...climate, climate: ["climate"] }),
  ]);
  assert.equal(one.model, same.model);
  assert.notEqual(one.model, other.model);
});

Deno.test("a file that cannot be used is refused with what is wrong in it", async () => {
  assert.equal(readOwnLabels({ CATEGORY_LABELS: "" }), undefined);
  assert.throws(
    () => readOwnLabels({ CATEGORY_LABELS: "no/such.json" }),
    /"no\/such\.json": .*(No such file|not find)/,
  );
  const wrong: [content: unknown, message: RegExp][] = [
    ["{", /: .*JSON/],
    [[], /: it .*expected record/],
    [{}, /: it holds no category/],
    [{ climate: [] }, /: "climate" needs a seed/],
    [{ climate: "storm" }, /: "climate" .*expected array/],
    [{ climate: ["storm", "!!"] }, /: "climate" seed "!!" holds no word/],
    [{ climate: ["storm", 3] }, /: "climate" seed 3 .*expected string/],
    [{ gaming: ["storm"] }, /: "gaming" is a category of the model/],
    [{ unsupported: ["storm"] }, /: "unsupported" is a category of the model/],
    [{ "a\nb": ["storm"] }, /: "a\nb" must be up to 40 letters/],
  ];
  for (const [content, message] of wrong) {
    await withFile(content, (path) => {
      assert.throws(() => readOwnLabels({ CATEGORY_LABELS: path }), (error: Error) => {
        assert.equal(error.name, "Fatal");
        assert.match(error.message, message);
        assert.ok(error.message.startsWith(`Cannot use CATEGORY_LABELS "${path}"`));
        return true;
      });
    });
  }
});
