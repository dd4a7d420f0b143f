import assert from "node:assert/strict";
import type { PostEnvelope } from "../post.ts";
import { createSample, type SampleOptions } from "./sample.ts";
import { minuteMs } from "./sample/heads.ts";
import { simulateMinute } from "./sample/minute.ts";
import { createPlan } from "./sample/create_plan.ts";
import { type SampleTruth, TruthTally } from "./sample/truth.ts";
import type { Delivery, Json } from "./source.ts";

const hourMs = 60 * minuteMs;
const start = Date.UTC(2026, 6, 15, 11, 24, 40);
const dataDir = "unused";

/** A clock that only waiting moves, and the last truth written. */
class World {
  clock = start;
  waits = 0;
  truths: SampleTruth[] = [];
  effects = {
    now: () => this.clock,
    writeTruth: (json: string) => void this.truths.push(JSON.parse(json)),
    wait: (ms: number) => {
      this.clock += ms;
      this.waits++;
      return Promise.resolve();
    },
  };

  /** Deliveries after `cursor` until `enough` says so of one, which then is not acknowledged. */
  async run(
    cursor: Json | undefined,
    enough: (delivery: Delivery, count: number) => boolean,
    options: Omit<SampleOptions, "dataDir"> = {},
  ): Promise<Delivery[]> {
    const deliveries: Delivery[] = [];
    const source = createSample({ dataDir, ...options }, this.effects);
    for await (const delivery of source.open(cursor, new AbortController().signal)) {
      deliveries.push(structuredClone(delivery));
      if (enough(delivery, deliveries.length)) break;
    }
    return deliveries;
  }
}

// Without what is said of posts: edits, deletions, counters.
const posts = (deliveries: Delivery[]) =>
  deliveries.flatMap(({ records }) => records.map(({ line }) => JSON.parse(line) as PostEnvelope))
    .filter(({ t }) => t === "post");
const ids = (deliveries: Delivery[]) => new Set(posts(deliveries).map(({ id }) => id));
const untilFilled = ({ cursor }: Delivery) => (cursor as { gaps: Json[] }).gaps.length === 0;

/** A world and its first day, which is laid down once for all tests. */
async function filledWorld(): Promise<{ world: World; deliveries: Delivery[]; cursor: Json }> {
  filled ??= new World().run(undefined, untilFilled);
  const deliveries = await filled;
  return { world: new World(), deliveries, cursor: deliveries.at(-1)!.cursor };
}
let filled: Promise<Delivery[]> | undefined;

function plannedIds(from: number, to: number, plan = createPlan()): Set<string> {
  const planned = new Set<string>();
  for (let at = from; at < to; at += minuteMs) {
    for (const { post } of simulateMinute(plan, at)) planned.add(post.id as string);
  }
  return planned;
}

Deno.test("createSample() lays down a day of about 50,000 posts, newest hour first", async () => {
  const { deliveries, cursor } = await filledWorld();
  const all = posts(deliveries);
  const { laid } = cursor as { laid: { from: number; to: number }[] };
  const planned = new TruthTally(createPlan(), laid).truth();
  const before = all.filter(({ id, createdAt }) => id.includes(".") || createdAt < planned.to);
  assert.ok(
    Math.abs(before.length - planned.posts - planned.redelivered) <= 3,
    "each once, but redeliveries",
  );
  assert.ok(Math.abs(ids(deliveries).size - 50_000) < 5000, `${ids(deliveries).size} posts`);
  const hours = deliveries.map(({ records }) => {
    assert.ok(records.length > 0 && records.length <= 1200);
    const times = posts([{ records, cursor: null }]).map(({ createdAt }) => createdAt).sort((a, b) => a - b);
    return Math.floor(times[times.length >> 1]! / hourMs);
  });
  assert.deepEqual(hours, hours.toSorted((a, b) => b - a));
  assert.ok(Math.abs(start - 24 * hourMs - hours.at(-1)! * hourMs) <= 1.2 * hourMs);
  for (const post of all) {
    assert.equal(post.stream, "sample");
    assert.ok(post.receivedAt >= start);
  }
});

Deno.test("createSample() writes at every hour what is truly laid down", async () => {
  const world = new World();
  const deliveries = await world.run(undefined, untilFilled);
  await world.run(deliveries.at(-1)!.cursor, () => world.clock > start + 2 * hourMs);
  const truth = world.truths.at(-1)!;
  assert.ok(world.truths.length >= 26);
  assert.ok(truth.to > start + hourMs);
  assert.equal(truth.spans.length, 1);
  const planned = plannedIds(truth.from, truth.to);
  assert.equal(truth.posts, planned.size);
  for (const [i, { posts, to }] of world.truths.entries()) {
    const before = world.truths[i - 1];
    assert.ok(before === undefined || posts >= before.posts && to >= before.to);
  }
});

Deno.test("createSample() counts as laid down only what was acknowledged", async () => {
  const world = new World();
  const deliveries = await world.run(undefined, (_, count) => count === 8);
  const { laid } = deliveries.at(-2)!.cursor as { laid: { from: number; to: number }[] };
  assert.deepEqual(
    world.truths.at(-1)!.spans,
    laid.map(({ from, to }) => ({ from: from * minuteMs, to: to * minuteMs })),
  );
});

Deno.test("createSample() loses nothing when it is killed after every single delivery", async () => {
  const world = new World();
  const seen = new Set<string>();
  let cursor: Json | undefined;
  let restarts = 0;
  const until = start + 5 * minuteMs;
  while (world.clock < until) {
    // The first is acknowledged, the second is written to the log but its cursor is lost.
    const [first, second] = await world.run(cursor, (_, count) => count === 2);
    for (const id of [...ids([first!]), ...ids([second!])]) seen.add(id);
    cursor = first!.cursor;
    if (world.truths.at(-1)!.spans.length === 1) world.clock += 3000;
    restarts++;
  }
  const { from, to, posts } = world.truths.at(-1)!;
  assert.ok(restarts > 60 && to >= until - 2 * minuteMs);
  const planned = plannedIds(from, to);
  assert.equal(posts, planned.size);
  assert.deepEqual([...planned].filter((id) => !seen.has(id)), []);
});

Deno.test("createSample() fills the gap of a pause, newest hour first, and then finishes the history", async () => {
  const world = new World();
  const before = await world.run(undefined, (_, count) => count === 10);
  world.clock += 5 * hourMs;
  const after = await world.run(before.at(-2)!.cursor, untilFilled);
  const truth = world.truths.at(-1)!;
  const last = after.at(-1)!.cursor as { laid: { from: number; to: number }[] };
  assert.equal(last.laid.length, 1);
  const planned = plannedIds(last.laid[0]!.from * minuteMs, last.laid[0]!.to * minuteMs);
  const seen = ids([...before, ...after]);
  assert.deepEqual([...planned].filter((id) => !seen.has(id)), []);
  assert.ok(
    truth.from <= start - 19 * hourMs && truth.from >= start - 20 * hourMs,
    "24 h back from the restart",
  );
  const firstGapPost = posts([after[1]!]).find(({ createdAt }) => createdAt < world.clock)!;
  assert.ok(firstGapPost.createdAt > world.clock - hourMs);
});

Deno.test("createSample() leaves out what is older than a day after a long pause", async () => {
  const { world, cursor } = await filledWorld();
  world.clock += 72 * hourMs;
  const after = await world.run(cursor, untilFilled);
  assert.ok(ids(after).size < 55_000);
  const { laid } = after.at(-1)!.cursor as { laid: { from: number; to: number }[] };
  assert.equal(laid.length, 2);
});

Deno.test("createSample() starts over for another seed, a strange cursor, or one from a wrong clock", async () => {
  const { world, cursor } = await filledWorld();
  const first = async (cursor: Json, seed: number) =>
    (await world.run(cursor, () => true, { seed }))[0]!.cursor as { gaps: Json[] };
  assert.equal((await first(cursor, 1)).gaps.length, 0);
  assert.ok((await first(cursor, 2)).gaps.length > 0);
  assert.ok((await first({ v: 1, laid: "all" }, 1)).gaps.length > 0);
  world.clock -= 30 * 24 * hourMs;
  assert.ok((await first(cursor, 1)).gaps.length > 0);
});

Deno.test("createSample() lets live posts out when they are due, also during history, and idles between", async () => {
  const { world, cursor } = await filledWorld();
  const begin = world.clock;
  world.waits = 0;
  const deliveries = await world.run(cursor, () => world.clock > begin + 10 * minuteMs);
  let ahead = 0;
  for (const post of posts(deliveries)) {
    if (post.createdAt > post.receivedAt) ahead++;
    const [, place] = post.id.split("-");
    if (post.receivedAt > begin + 1000 && !place!.includes(".") && post.createdAt > begin + 1000) {
      const age = post.receivedAt - post.createdAt;
      assert.ok(age >= 0 && (age <= 200 || age >= 900), `${post.id} came ${age} ms after its time`);
    }
  }
  assert.ok(ahead <= 3);
  assert.ok(world.waits < (world.clock - begin) / 50, `${world.waits} waits in 10 minutes`);
});

Deno.test("createSample() dates some live posts ahead of their arrival", async () => {
  const { world, cursor } = await filledWorld();
  const begin = world.clock;
  const live = posts(await world.run(cursor, () => world.clock > begin + 4 * hourMs));
  const ahead = live.filter(({ createdAt, receivedAt }) => createdAt > receivedAt + minuteMs);
  assert.ok(ahead.length > 0 && ahead.length < live.length / 500);
});

Deno.test("createSample() keeps a rate from now on, without history", async () => {
  const world = new World();
  const deliveries = await world.run(undefined, () => world.clock >= start + 30_000, { rate: 1500 });
  const sent = posts(deliveries).length;
  assert.ok(Math.abs(sent / (1500 * 30) - 1) < 0.05, `${sent} in 30 s`);
  assert.ok(posts(deliveries).every(({ createdAt }) => createdAt > start - 6 * hourMs));
  const { gaps } = deliveries.at(-1)!.cursor as { gaps: Json[] };
  assert.deepEqual(gaps, []);
});

Deno.test("createSample() stops when it is told to, and writes the truth by itself in place", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const stop = new AbortController();
    const source = createSample({ dataDir: folder, rate: 200 }, { now: Date.now });
    let records = 0;
    for await (const delivery of source.open(undefined, stop.signal)) {
      records += delivery.records.length;
      if (records > 20) stop.abort();
    }
    const truth = JSON.parse(await Deno.readTextFile(`${folder}/sample-truth.json`)) as SampleTruth;
    assert.equal(truth.rate, 200);
    assert.deepEqual(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["sample-truth.json"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("createSample() says which file it could not write", async () => {
  const folder = await Deno.makeTempDir();
  const source = createSample({ dataDir: `${folder}/none`, rate: 200 }, { now: Date.now });
  try {
    await assert.rejects(Array.fromAsync(source.open(undefined, AbortSignal.abort())), {
      name: "Fatal",
      message: new RegExp(`^Cannot write "${folder}/none/sample-truth\\.json": `),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
