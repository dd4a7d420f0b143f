import assert from "node:assert/strict";
import fc from "fast-check";
import Sentiment from "sentiment";
import type { PostEnvelope } from "../../post.ts";
import { admitDocument } from "../door.ts";
import { sampleDecoder } from "../sample.ts";
import { minuteMs } from "./heads.ts";
import { type SimulatedPost, simulateMinute } from "./minute.ts";
import { createPlan } from "./create_plan.ts";

const minutesPerDay = 1440;
const start = Date.UTC(2026, 2, 3);

const simulate = (from: number, minutes: number, plan = createPlan()): SimulatedPost[] =>
  Array.from({ length: minutes }, (_, i) => simulateMinute(plan, from + i * minuteMs)).flat();
const day = simulate(start, minutesPerDay);
const fresh = day.filter((arrival) => arrival.kind !== "again");

Deno.test("simulateMinute() makes the same minute again, in any order and by any plan of the seed", () => {
  const minute = fc.integer({ min: 0, max: 3000 });
  fc.assert(
    fc.property(fc.array(minute, { minLength: 2, maxLength: 12 }), fc.nat(50), (minutes, seed) => {
      const plan = createPlan({ seed });
      const first = minutes.map((m) => JSON.stringify(simulateMinute(plan, start + m * minuteMs)));
      const again = minutes.toReversed().map((m) =>
        JSON.stringify(simulateMinute(createPlan({ seed }), start + m * minuteMs))
      );
      assert.deepEqual(again.toReversed(), first);
    }),
    { numRuns: 30 },
  );
});

Deno.test("simulateMinute() makes other posts for another seed, and never an id of another plan", () => {
  const ids = new Set(simulate(start, 60).map(({ post }) => post.id));
  const others = [createPlan({ seed: 2 }), createPlan({ rate: 1 })].flatMap((plan) =>
    simulate(start, 60, plan)
  );
  assert.equal(others.some(({ post }) => ids.has(post.id)), false);
});

Deno.test("simulateMinute() makes about 50,000 posts a day, whatever the day and the hour", () => {
  for (const seed of [1, 2, 3]) {
    const plan = createPlan({ seed });
    for (let from = 0; from < 14 * 24; from += 17) {
      let posts = 0;
      for (let m = 0; m < minutesPerDay; m++) {
        const { size, again } = plan.layout((start / minuteMs) + from * 60 + m);
        posts += size - again;
      }
      assert.ok(
        posts > 45_000 && posts < 55_000,
        `${posts} posts in the day from hour ${from} of seed ${seed}`,
      );
    }
  }
});

Deno.test("simulateMinute() delivers in order, each new post with an id of its own", () => {
  for (let i = 1; i < day.length; i++) assert.ok(day[i - 1]!.at <= day[i]!.at);
  assert.equal(new Set(fresh.map(({ post }) => post.id)).size, fresh.length);
  for (const { post } of fresh) {
    assert.equal(parseInt((post.id as string).split("-")[0]!, 36), post.createdAt);
  }
});

Deno.test("simulateMinute() follows the hours of the day", () => {
  const hours = new Array<number>(24).fill(0);
  for (const { at, burst } of fresh) if (burst === undefined) hours[new Date(at).getUTCHours()]!++;
  const night = (hours[2]! + hours[3]! + hours[4]!) / 3;
  const evening = (hours[17]! + hours[18]! + hours[19]!) / 3;
  assert.ok(evening > 2 * night, `${evening} in the evening, ${night} at night`);
  const match = (posts: SimulatedPost[]) =>
    posts.filter(({ post }) => post.community === "northleague").length;
  const saturday = simulate(start + 4 * minutesPerDay * minuteMs, minutesPerDay);
  assert.ok(match(saturday) > 1.3 * match(fresh));
});

Deno.test("simulateMinute() redelivers 2 %, identical and within minutes", () => {
  const first = new Map(fresh.map((arrival) => [arrival.post.id, arrival]));
  const again = day.filter((arrival) => arrival.kind === "again");
  assert.ok(Math.abs(again.length / day.length - 0.02) < 0.003, `${again.length} of ${day.length}`);
  for (const { post, at } of again) {
    const original = first.get(post.id)!;
    assert.deepEqual(post, original.post);
    assert.ok(at > original.at && at - original.at < 10 * minuteMs);
  }
});

Deno.test("simulateMinute() dates 1 % minutes to hours back and a few in ten thousand ahead", () => {
  const late = fresh.filter((arrival) => arrival.kind === "late");
  const future = fresh.filter((arrival) => arrival.kind === "future");
  assert.ok(Math.abs(late.length / fresh.length - 0.01) < 0.002, `${late.length} late`);
  assert.ok(future.length / fresh.length > 0.0001 && future.length / fresh.length < 0.001);
  for (const { at, post } of late) assert.ok(at - (post.createdAt as number) >= minuteMs);
  for (const { at, post } of future) assert.ok((post.createdAt as number) - at >= minuteMs);
  for (const { at, kind, post } of fresh) if (kind === "fresh") assert.equal(post.createdAt, at);
});

Deno.test("simulateMinute() makes answers and reposts of earlier posts", () => {
  const byId = new Map(fresh.map((arrival) => [arrival.post.id, arrival]));
  const answers = fresh.filter(({ post }) => post.replyTo !== undefined);
  const reposts = fresh.filter(({ post }) => post.repostOf !== undefined);
  assert.ok(answers.length > 0.15 * fresh.length && reposts.length > 0.02 * fresh.length);
  for (const { at, post } of [...answers, ...reposts]) {
    const target = byId.get(post.replyTo ?? post.repostOf);
    // What they answer may be older than the day.
    if (target === undefined) continue;
    assert.ok(target.at < at);
    assert.equal(post.community, target.post.community);
    if (post.repostOf !== undefined) assert.ok((post.text as string).endsWith(target.post.text as string));
    else assert.ok((post.text as string).startsWith(`@${target.post.author}`));
  }
});

Deno.test("simulateMinute() makes posts that pass the door", () => {
  const arrival = { stream: "sample", origin: "o", receivedAt: start + minutesPerDay * minuteMs };
  for (const { post } of fresh) {
    const [record] = admitDocument(sampleDecoder, post, "", arrival);
    const envelope = JSON.parse(record!.line) as PostEnvelope;
    assert.equal(envelope.t, "post", record!.line);
    assert.equal(envelope.time, "fromId");
    assert.equal(envelope.id, post.id);
    assert.doesNotMatch(envelope.text + envelope.title, /[{}|]|undefined\S|\s\s|\?\./);
  }
});

Deno.test("simulateMinute() makes moods that a word list finds, and varied texts", () => {
  const english = fresh.filter(({ post, burst }) => post.lang === "en" && burst === undefined);
  const scorer = new Sentiment();
  const found = { good: 0, bad: 0, flat: 0 };
  const all = { good: 0, bad: 0, flat: 0 };
  for (const { mood, post } of english) {
    const { score } = scorer.analyze(`${post.title ?? ""} ${post.text}`);
    all[mood]++;
    if (mood === "good" ? score > 0 : mood === "bad" ? score < 0 : score === 0) found[mood]++;
  }
  for (const mood of ["good", "bad", "flat"] as const) {
    assert.ok(found[mood] > 0.6 * all[mood], `${mood}: ${found[mood]} of ${all[mood]}`);
  }
  const texts = new Set(english.map(({ post }) => `${post.title} ${post.text}`));
  assert.ok(texts.size > 0.75 * english.length, `${texts.size} of ${english.length}`);
  assert.ok(new Set(fresh.map(({ post }) => post.lang)).size >= 4);
});

Deno.test("simulateMinute() lets few authors write much", () => {
  const counts = new Map<unknown, number>();
  for (const { post } of fresh) counts.set(post.authorId, (counts.get(post.authorId) ?? 0) + 1);
  const sorted = [...counts.values()].sort((a, b) => b - a);
  const top = sorted.slice(0, Math.ceil(sorted.length / 100)).reduce((sum, count) => sum + count, 0);
  assert.ok(sorted.length > 3000 && top > 0.06 * fresh.length, `${top} by the first of ${sorted.length}`);
  const names = new Map(fresh.map(({ post }) => [post.author, post.authorId]));
  for (const { post } of fresh) assert.equal(names.get(post.author), post.authorId);
});

Deno.test("simulateMinute() keeps the rate, also while bursts are on", () => {
  for (const rate of [0.5, 40, 3000]) {
    const plan = createPlan({ rate });
    let arrivals = 0;
    for (let m = 0; m < 240; m++) arrivals += plan.layout(start / minuteMs + m).size;
    assert.ok(Math.abs(arrivals / (240 * 60) / rate - 1) < 0.05, `${arrivals} at ${rate}/s`);
  }
});

Deno.test("simulateMinute() manages minutes with next to nothing in them", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.005, max: 0.2, noNaN: true }), fc.nat(100_000), (rate, minute) => {
      const plan = createPlan({ rate });
      for (let m = minute; m < minute + 30; m++) {
        for (const { at } of simulateMinute(plan, start + m * minuteMs)) {
          assert.equal(Math.floor(at / minuteMs), start / minuteMs + m);
        }
      }
    }),
    { numRuns: 100 },
  );
});
