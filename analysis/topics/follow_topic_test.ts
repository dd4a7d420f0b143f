import assert from "node:assert/strict";
import { FollowedTopic, originOf } from "../../ingest/topics/followed_topic.ts";
import { followTopic } from "./follow_topic.ts";
import { parseTopic } from "./parse.ts";
import { topicKey } from "./topic_key.ts";

const climate = { name: "climate", query: "climate OR warming" };

Deno.test("followTopic() identifies a topic by its normalised query, and says what X is asked by", () => {
  const followed = followTopic({ ...climate, languages: ["en"] });
  assert.deepEqual(FollowedTopic.parse(JSON.parse(JSON.stringify(followed))), followed);
  assert.deepEqual(followed.made, {
    of: originOf({ ...climate, languages: ["en"] }),
    key: topicKey(parseTopic("WARMING or climate".replace("or", "OR"))),
    x: { rule: "(climate OR #climate OR warming OR #warming) lang:en" },
  });
});

Deno.test("followTopic() follows what X cannot be asked for all the same, and says why", () => {
  const refusal = (more: object) => followTopic({ ...climate, ...more }).made!.x;
  assert.deepEqual(refusal({ query: "climat*" }), {
    refusal: "X cannot be asked for “climat*”: write the words out, with OR between",
  });
  assert.deepEqual(refusal({ sources: ["bluesky"] }), { refusal: "It is followed at bluesky only" });
  assert.ok("rule" in refusal({ sources: ["bluesky", "x"] }));
});

Deno.test("followTopic() keeps to its examples, and names the field of what is wrong", () => {
  const examples = { mustMatch: ["The #Climate!", "warming up"], mustNotMatch: ["a nice climb"] };
  assert.deepEqual(followTopic({ ...climate, ...examples }).mustMatch, examples.mustMatch);
  const refused = (more: object, field: string, message: RegExp) =>
    assert.throws(() => followTopic({ ...climate, ...more }), { name: "Poison", message, field });
  refused({ query: "rain (" }, "query", /^Unclosed parenthesis|^Nothing between/);
  refused({ mustMatch: ["climate", "rain"] }, "mustMatch", /^The query does not find “rain”$/);
  refused({ mustNotMatch: ["climate ".repeat(50)] }, "mustNotMatch", /^The query finds “climate .*…”$/);
});
