import assert from "node:assert/strict";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { topicKey } from "../../analysis/topics/topic_key.ts";
import { withWhy } from "./why_harness.ts";

Deno.test("every mood behind a number has its maker: a model, a person, or a rule of the topic", () =>
  withWhy(async ({ store, get, posts }) => {
    await store.writer.exec(`
      update base.posts set corrected_at = '2026-01-01', model_mood = mood, mood = 1 where id in ('0', '2', '4');
      update base.posts set norm = ' rain war zone ' where id in ('6', '7', '8', '10');
      insert into base.phrase_rules values
        ('e', '${topicKey(parseTopic("rain"))}', 'rain', 'war zone', 0, 'ann', '2026-01-01', 1)`);
    const { makers, moods } = await posts("series", "topic=rain");
    const known = moods.negative + moods.neutral + moods.positive;
    const byModels = (await posts("series", "topic=rain&moods=modelled&key.mood=*")).count;
    assert.deepEqual(makers, { models: ["lexicon 1", "lexicon 3"], byHand: 3, byRule: 4 });
    // Of the 61 posts no model has judged 10, of which one was corrected by hand and one by the rule.
    assert.deepEqual([known, byModels], [53, 51]);
    assert.deepEqual(
      (await posts("series", "topic=rain&key.start=2026-01-01T00:00Z&key.until=2026-01-01T00:05Z")).makers,
      { models: [], byHand: 3, byRule: 3 },
    );
    assert.deepEqual((await posts("series", "topic=sun")).makers, {
      models: ["lexicon 2", "lexicon 4"],
      byHand: 0,
      byRule: 0,
    });
    const modelled = await posts("series", "topic=rain&moods=modelled");
    assert.deepEqual([modelled.makers!.byHand, modelled.makers!.byRule], [0, 0]);
    assert.deepEqual(JSON.parse((await get("series/query?topic=rain")).text).makers, makers);
    assert.equal(JSON.parse((await get("minutes_only/query")).text).makers, null);
  }));
