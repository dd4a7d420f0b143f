import assert from "node:assert/strict";
import { Fatal } from "../base/errors.ts";
import type { TopicRule } from "../topics/asked_rules.ts";
import { startFake } from "./live/fake_harness.ts";
import { readUntil } from "./live/read_harness.ts";
import { watch, type Watched } from "./live/tools_harness.ts";
import { createX } from "./x_live.ts";
import { climate, createServer, type Server, storm, token } from "./x_server_harness.ts";

const base = { topics: ["climate", "storm"], rules: () => [climate, storm], token, perDay: 1000 };

/** What is waited for, and what is done then. */
type Step = [holds: () => boolean, act?: () => unknown];

/** Does what is due of the first step that is left; whether none is. */
function takes(steps: Step[]): boolean {
  const [first] = steps;
  if (first?.[0]()) steps.shift()![1]?.();
  return steps.length === 0;
}

/** What stands on a server for topics that may change, while one stream is read. */
async function following(
  act: (
    of: { server: Server; topics: TopicRule[]; watched: Watched; connections: () => number },
  ) => Promise<void>,
) {
  const server = createServer([]);
  await using fake = startFake(server.answer);
  const topics = [climate, storm];
  const rules = () => {
    if (topics.length === 0) throw new Fatal("Its topic is no longer followed");
    return [...topics];
  };
  const watched = watch(createX({ ...base, rules, url: fake.url }));
  const connections = () => fake.asked.filter(({ url }) => !url.pathname.endsWith("/rules")).length;
  await act({ server, topics, watched, connections });
}

const tagsOf = ({ rules }: Server) => rules.map(({ value, tag }) => `${tag}: ${value}`);
const tagOf = ({ topic, rule }: TopicRule) => `groundswell:${topic}: ${rule}`;
const ofOthers = "of somebody else: cats";

Deno.test("x has a rule for each topic on the stream, and lets those of others be, and its own that are right", async () => {
  const server = createServer([]);
  await using fake = startFake(server.answer);
  const readOn = async () => {
    const before = fake.asked.length;
    const watched = watch(createX({ ...base, url: fake.url }));
    await readUntil(watched.source, () => watched.states.at(-1)?.state === "live");
    return fake.asked.slice(before).map(({ method }) => method);
  };
  assert.deepEqual(await readOn(), ["GET", "POST", "POST", "GET"]);
  const wanted = [ofOthers, tagOf(climate), tagOf(storm)];
  assert.deepEqual(tagsOf(server), wanted);
  assert.deepEqual(await readOn(), ["GET", "GET"]);
  server.rules = server.rules.map((rule) => rule.value === storm.rule ? { ...rule, value: "#gale" } : rule);
  const { id } = server.rules[1]!;
  assert.deepEqual(await readOn(), ["GET", "POST", "POST", "GET"]);
  assert.deepEqual([tagsOf(server), server.rules[1]!.id], [wanted, id]);
});

Deno.test("x takes a topic that is edited, and one that is unfollowed, into a stream that stays open", () =>
  following(async ({ server, topics, watched, connections }) => {
    const stands = (...tags: string[]) => tagsOf(server).join() === [ofOthers, ...tags].join();
    const edited = "groundswell:storm: #gale";
    const steps: Step[] = [
      [() => stands(tagOf(climate), tagOf(storm)), () => topics[1] = { topic: "storm", rule: "#gale" }],
      [() => stands(tagOf(climate), edited), () => topics.shift()],
      [() => stands(edited) && connections() > 0],
    ];
    await readUntil(watched.source, () => takes(steps));
    assert.equal(connections(), 1);
    assert.ok(watched.states.every(({ state }) => state !== "failed"));
  }));

Deno.test("x ends its stream where no topic is followed any more, or X does not take a changed rule, and says so", () =>
  following(async ({ server, topics, watched, connections }) => {
    server.refused = "the";
    const says = (reason: string) => watched.states.some((state) => state.reason === reason);
    const refusal = 'X does not take the rule of topic "the": UnprocessableEntity: Rules must contain words';
    const steps: Step[] = [
      [() => connections() === 1, () => topics.length = 0],
      [() => says("Its topic is no longer followed"), () => topics.push(climate)],
      [() => connections() === 2, () => topics.push({ topic: "the", rule: "the" })],
      [() => says(refusal)],
    ];
    await readUntil(watched.source, () => takes(steps));
    assert.deepEqual(tagsOf(server), [ofOthers, tagOf(climate)]);
  }));

Deno.test("x gives a post with the tags of all topics that it matches", async () => {
  const tags = ["groundswell:climate", "groundswell:storm"];
  const post = JSON.stringify({
    data: { id: "1377650090978992134", text: "climate #storm" },
    matching_rules: tags.map((tag, at) => ({ id: String(at), tag })),
  });
  await using fake = startFake(createServer([post]).answer);
  const { lines } = await readUntil(
    watch(createX({ ...base, url: fake.url })).source,
    ({ ids }) => ids.length > 0,
  );
  assert.deepEqual(JSON.parse(lines.find((line) => line.includes("#storm"))!).rules, tags);
});
