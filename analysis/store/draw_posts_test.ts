import assert from "node:assert/strict";
import { encodeCorrection } from "../../ingest/correction.ts";
import { postLine, withBench } from "../land/landing_harness.ts";
import { parseTopic } from "../topics/parse.ts";
import { topicKey } from "../topics/topic_key.ts";
import { drawPosts } from "./draw_posts.ts";

const texts = [
  "terrible, I hate it",
  "lovely, I love it",
  "in the forecast for Friday and Saturday",
  "schrecklich, ich hasse das und alles daran",
];

Deno.test("drawPosts() draws as many of each mood that a model gave, the same each time, without it, and each once", () =>
  withBench(async ({ store, land }) => {
    await land(
      Array.from(
        { length: 80 },
        (_, i) => postLine({ id: `${i}`, text: `${i < 60 ? "rain" : "sun"} ${texts[i % 4]}` }),
      ),
    );
    const draw = () => drawPosts(store.reads, "RAIN", 3);
    const drawn = await draw();
    assert.deepEqual(await draw(), drawn);
    assert.deepEqual(Object.keys(drawn[0]!), ["source", "id", "createdAt", "title", "text"]);
    const kinds = (posts: typeof drawn) => posts.map(({ id }) => Number(id) % 4).toSorted().join("");
    assert.equal(kinds(drawn), "000111222");
    assert.ok(drawn.every(({ id }) => Number(id) < 60), "posts of the topic only");
    assert.notEqual(drawn.map(({ id }) => Number(id) % 4).join(""), "000111222", "the order tells nothing");
    const topic = topicKey(parseTopic("rain"));
    const measured = { topic, mood: 0 as const, model: "m" };
    await land(
      drawn.map(({ source, id }) =>
        encodeCorrection({ entry: id, source, id, mood: 1, by: "ann", at: 1e12, measured })
      ),
    );
    const next = await draw();
    assert.equal(kinds(next), "000111222", "by what the model said, also where people said otherwise");
    const before = new Set(drawn.map(({ id }) => id));
    assert.deepEqual(next.filter(({ id }) => before.has(id)), []);
    assert.equal(
      (await drawPosts(store.reads, "rain -love", 12)).length,
      24,
      "of another topic they may come again",
    );
    const [row] = await store.writer.rows("select count(*) as n from judgements where topic = $1", [
      { type: "text", value: topic },
    ]);
    assert.equal(row!.n, 9);
  }));
