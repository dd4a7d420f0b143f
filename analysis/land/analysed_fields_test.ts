import assert from "node:assert/strict";
import { encodeDeletion } from "../../ingest/post.ts";
import { analysePost } from "../text/analyse.ts";
import { postLine, withBench } from "./landing_harness.ts";
import { recount } from "./recount.ts";

const at = Date.UTC(2026, 0, 1, 12);
const text = "BARACK OBAMA flies to Boston, Obama loves the new city park: $5 million for Barack Obama!";
const labels =
  `select mood, round(subjectivity::double, 4) as subjectivity, emotion, emotion_model, category, category_model
  from posts`;
const added = ["emotion", "category", "names", "phrases", "nearDuplicate", "location"];

Deno.test("landBatch() lands labels with their model, names and phrases with their score", () =>
  withBench(async (bench) => {
    await bench.land([postLine({ id: "1", text, place: "Austin, TX" })]);
    const { sentiment, emotion, category, names, phrases, nearDuplicate } = analysePost({
      source: "x",
      text,
    });
    assert.deepEqual(await bench.store.writer.rows(labels), [{
      mood: 1,
      subjectivity: sentiment.subjectivity,
      emotion: emotion.label,
      emotion_model: emotion.model,
      category: category.label,
      category_model: category.model,
    }]);
    assert.deepEqual(
      await bench.store.writer.rows("select entity, type, name, score from entities order by entity"),
      names.found.map(({ type, name, score }) => ({
        entity: `${type}:${name}`,
        type,
        name,
        score: Math.round(100 * score) / 100,
      })).toSorted((a, b) => a.entity < b.entity ? -1 : 1),
    );
    assert.deepEqual(
      await bench.store.writer.rows("select phrase, score from phrases"),
      phrases.map(({ text, score }) => ({ phrase: text, score: Math.round(100 * score) / 100 })),
    );
    assert.deepEqual(
      await bench.store.writer.rows("select phrases, near_duplicate, country, region, city from posts"),
      [{
        phrases: phrases.map(({ text }) => text),
        near_duplicate: String(BigInt(`0x${nearDuplicate}`)),
        country: "US",
        region: "US-TX",
        city: "Austin",
      }],
    );
  }));

Deno.test("landBatch() lands a language that no model knows without labels", () =>
  withBench(async (bench) => {
    await bench.land([postLine({ id: "1", text: "Das ist heute leider ein ganz schlechter Tag in Berlin" })]);
    const [row] = await bench.store.writer.rows(labels);
    assert.deepEqual([...new Set(Object.values(row!))], [null]);
    assert.equal(await bench.value("select lang from posts"), "de");
  }));

Deno.test("landBatch() lands the line of an analyst that knew less", () =>
  withBench(async (bench) => {
    const line = JSON.parse(postLine({ id: "1", text, place: "Austin, TX" }));
    for (const key of added) delete line[key];
    delete line.sentiment.subjectivity;
    assert.equal((await bench.land([JSON.stringify(line)])).landed, 1);
    const [row] = await bench.store.writer.rows(
      `select mood, subjectivity, emotion, emotion_model, category, entities, entities_model, phrases, near_duplicate, country
       from posts`,
    );
    const { mood, ...rest } = row!;
    assert.deepEqual([mood, ...new Set(Object.values(rest))], [1, null]);
    assert.equal(await bench.value("select count(*) from entities"), 0);
    assert.deepEqual(await recount(bench.store.writer), []);
  }));

Deno.test("an edit replaces what was said of a post, a deletion clears it", () =>
  withBench(async (bench) => {
    const said = "select count(*) from posts where country is not null or emotion is not null";
    const obama = "select count(*) from entities where entity = 'person:Barack Obama'";
    await bench.land([postLine({ id: "1", text, place: "Austin, TX" })]);
    assert.deepEqual([await bench.value(said), await bench.value(obama)], [1, 1]);
    await bench.land([postLine({ id: "1", revision: 1, text: "I hate Angela Merkel" })]);
    assert.deepEqual([await bench.value(said), await bench.value(obama)], [1, 0]);
    assert.equal(await bench.value("select country from posts"), null);
    const about = { source: "x", stream: "test", receivedAt: at };
    await bench.land([encodeDeletion({ ...about, scope: "post", key: "1", at, createdAt: at })]);
    assert.equal(await bench.value(said), 0);
    assert.equal(await bench.value("select count(*) from entities"), 0);
    assert.equal(await bench.value("select count(*) from phrases"), 0);
    assert.deepEqual(await recount(bench.store.writer), []);
  }));
