import assert from "node:assert/strict";
import { minuteMs } from "./heads.ts";
import { type SimulatedPost, simulateMinute } from "./minute.ts";
import { createPlan } from "./create_plan.ts";
import { TruthTally } from "./truth.ts";

const minutesPerDay = 1440;
const from = Date.UTC(2026, 4, 9, 15) / minuteMs;
const span = { from, to: from + 1.5 * minutesPerDay };

const normOf = ({ post }: SimulatedPost) =>
  ` ${post.title ?? ""} ${post.text} `.toLowerCase().replaceAll(/[^a-z0-9#$@']+/g, " ");

// Words, "phrases", #tags and $CASHTAGS joined by OR: all that planted queries use.
const leavesOf = (query: string) =>
  query.split(" OR ").map((leaf) => ` ${leaf.replaceAll('"', "").toLowerCase()} `);

Deno.test("TruthTally says what a recount of the posts finds", () => {
  for (const options of [{ seed: 1 }, { seed: 9 }, { seed: 4, rate: 0.4 }]) {
    const plan = createPlan(options);
    const arrivals: SimulatedPost[] = [];
    for (let minute = span.from; minute < span.to; minute++) {
      arrivals.push(...simulateMinute(plan, minute * minuteMs));
    }
    const truth = new TruthTally(plan, [span]).truth();
    const count = (kind: string) => arrivals.filter((arrival) => arrival.kind === kind).length;
    assert.equal(truth.posts, arrivals.length - count("again"));
    assert.deepEqual([truth.redelivered, truth.late, truth.future], ["again", "late", "future"].map(count));
    const said = arrivals.flatMap(({ before, after }) => [...before, ...after]);
    const deletions = said.flatMap((one) => "deletion" in one ? [one.deletion] : []);
    const early = arrivals.flatMap(({ before }) => before).length;
    const { changes } = truth;
    assert.deepEqual(changes, {
      edit: said.filter((one) => "post" in one).length,
      deletion: deletions.filter(({ scope }) => scope === "post").length - early,
      early,
      refresh: said.filter((one) => "engagement" in one).length,
      takedown: deletions.filter(({ scope }) => scope === "author").length,
      byTakenDown: changes.byTakenDown,
    });
    for (const count of Object.values(changes)) assert.ok(count > 0, JSON.stringify(changes));
    const gone = new Set(deletions.filter(({ scope }) => scope === "author").map(({ key }) => key));
    const doomed = arrivals.filter(({ kind, post }) => kind !== "again" && gone.has(post.authorId));
    const hours = span.to / 60 - span.from / 60;
    assert.equal(changes.takedown, hours);
    assert.equal(changes.byTakenDown, doomed.length);

    assert.deepEqual([truth.from, truth.to], [span.from * minuteMs, span.to * minuteMs]);

    assert.ok(truth.bursts.some((burst) => burst.kind === "pump"));
    assert.ok(truth.bursts.length >= 10);
    assert.equal(new Set(truth.bursts.map((burst) => burst.query)).size, truth.bursts.length);
    const fresh = arrivals.filter((arrival) => arrival.kind !== "again")
      .map((arrival) => ({ time: arrival.post.createdAt as number, norm: normOf(arrival) }));
    for (const { query, start, end, extraPosts, name } of truth.bursts) {
      const leaves = leavesOf(query);
      const found = fresh.filter(({ norm }) => leaves.some((leaf) => norm.includes(leaf)));
      const inside = found.filter(({ time }) => time >= start && time < end);
      const background = inside.length - extraPosts;
      assert.ok(background >= 0 && background <= 3, `${name}: ${inside.length} found, ${extraPosts} planted`);
      assert.ok(found.length - inside.length <= 3, `${name}: ${found.length - inside.length} outside`);
    }
  }
});

Deno.test("TruthTally adds up spans in any order", () => {
  const plan = createPlan();
  const middle = span.from + 700;
  const halves = [{ from: middle, to: span.to }, { from: span.from, to: middle }];
  assert.deepEqual(new TruthTally(plan, halves).truth(), new TruthTally(plan, [span]).truth());
});

Deno.test("planted bursts rise: their peak minutes stand out from all posts of their community", () => {
  const plan = createPlan();
  for (const burst of plan.bursts(Math.floor(from / minutesPerDay))) {
    const size = (minute: number) =>
      simulateMinute(plan, minute * minuteMs)
        .filter(({ post }) => post.community === burst.story.community).length;
    const around = (minute: number) => size(minute - 1) + size(minute) + size(minute + 1);
    assert.ok(around(burst.peak) >= 2 * around(burst.start - 20), burst.story.name);
  }
});

Deno.test("planted bursts peak when the truth says so", () => {
  const plan = createPlan();
  const sums = [-3, 0, 3].map((shift) => {
    let sum = 0;
    for (let day = 20_000; day < 20_060; day++) {
      for (const { id, peak } of plan.bursts(day)) {
        sum += plan.layout(peak + shift).bursts.find(({ burst }) => burst.id === id)?.count ?? 0;
      }
    }
    return sum;
  });
  assert.ok(sums[1]! > 1.1 * sums[0]! && sums[1]! > 1.1 * sums[2]!, `${sums}`);
});

Deno.test("a day of history always holds two bursts of the last 12 h, and one that is on or just over", () => {
  for (const seed of [1, 2, 3]) {
    const plan = createPlan({ seed });
    for (let now = span.from; now < span.to; now += 23) {
      const { bursts } = new TruthTally(plan, [{ from: now - 720, to: now }]).truth();
      const felt = bursts.filter((burst) => burst.kind === "burst" && burst.extraPosts > 100);
      assert.ok(felt.length >= 2, `${felt.length} bursts`);
      assert.ok(felt.some((burst) => burst.end > (now - 120) * minuteMs));
    }
  }
});

Deno.test("a pump is one text by few authors", () => {
  const plan = createPlan();
  const pump = plan.bursts(Math.floor(from / minutesPerDay)).find((burst) => burst.kind === "pump")!;
  const posts: SimulatedPost[] = [];
  for (let minute = pump.start; minute < pump.end; minute++) {
    posts.push(...simulateMinute(plan, minute * minuteMs).filter(({ burst }) => burst === pump.id));
  }
  assert.ok(posts.length > 100);
  assert.ok(new Set(posts.map(({ post }) => post.authorId)).size <= 7);
  assert.equal(new Set(posts.map(({ post }) => (post.text as string).slice(0, 40))).size, 1);
});
