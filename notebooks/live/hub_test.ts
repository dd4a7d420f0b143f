import assert from "node:assert/strict";
import { createGaugeWriter } from "../../analysis/store/gauges.ts";
import { Retriable } from "../../ingest/base/errors.ts";
import { type FakeSocket, until, withHub } from "./hub_harness.ts";
import { answers, count, head, watch } from "./hub_page_harness.ts";
import type { ServerMessage } from "./protocol.ts";

type Results = Extract<ServerMessage, { type: "results" }>;

Deno.test("the hub answers a tab at once, follows landings, and sends only what changed", () =>
  withHub(head() + count + "\n```sql fixed\nselect 1 as one\n```\n", async ({ open, land }) => {
    const tab = open();
    tab.say(watch(1));
    const first = await tab.next(answers(1, 0)) as Results;
    assert.deepEqual(Object.keys(first.cells).sort(), ["fixed", "n"]);
    assert.deepEqual(first.moment, { landing: 0, liveEdge: null, oldest: null, simulated: false });
    await land("rain", "sun");
    const second = await tab.next(answers(1, 2)) as Results;
    assert.deepEqual(Object.keys(second.cells), ["n"]);
    assert.equal(second.moment.landing, 1);
    assert.equal(second.moment.liveEdge, Date.UTC(2026, 0, 1, 0, 1));
    assert.equal(second.span.asOf, Date.UTC(2026, 0, 1, 0, 2));
  }));

Deno.test("a new topic supersedes the one before and is answered without waiting for a tick", () =>
  withHub(head(3_600_000) + count, async ({ open, land }) => {
    await land("rain", "rain", "sun");
    const tab = open();
    for (let id = 1; id <= 20; id++) tab.say(watch(id, { topic: id % 2 === 1 ? "sun" : "rain" }));
    await tab.next(answers(20, 2));
    assert.equal(tab.sent.filter((sent) => "id" in sent && sent.id < 20).length, 0);
    tab.say(watch(21, { topic: "sun" }));
    await tab.next(answers(21, 1));
  }));

Deno.test("a measurement comes at once to live tabs that show gauges", () =>
  withHub(head() + "```sql n\nselect count(*) as n from gauges\n```\n", async ({ open, store, asked }) => {
    const [tab, rerun] = [open(), open()] as [FakeSocket, FakeSocket];
    tab.say(watch(1));
    rerun.say({ ...watch(1), asOf: Date.UTC(2026, 0, 1) });
    await Promise.all([tab, rerun].map((socket) => socket.next(answers(1, 0))));
    asked.queries.length = 0;
    await createGaugeWriter(store)(Date.UTC(2026, 0, 1), { lag: 3 });
    await tab.next(answers(1, 1));
    assert.equal(asked.queries.length, 1);
    assert.equal(rerun.sent.length, 1);
  }));

Deno.test("a page by time of arrival ends at the clock, whenever its posts were written", () =>
  withHub(
    "---\ntime: arrival\nparams:\n  window: { type: interval, default: 1h }\n---\n" +
      "```sql n\nselect count(*) as n from posts where landed_at < ${asOf}\n```\n",
    async ({ open, land }) => {
      await land("rain");
      const tab = open();
      tab.say(watch(1));
      const { span } = await tab.next(answers(1, 1)) as Results;
      assert.equal(span.asOf, Date.UTC(2026, 5, 1, 12, 1));
      assert.equal(span.from, Date.UTC(2026, 5, 1, 11, 1));
      tab.say({ ...watch(2), asOf: Date.UTC(2020, 0, 1), since: 0 });
      const rerun = await tab.next(answers(2, 0)) as Results;
      assert.equal(rerun.span.asOf, Date.UTC(2020, 0, 1));
      assert.equal(rerun.changed, null);
    },
    () => Date.UTC(2026, 5, 1, 12, 0, 30),
  ));

Deno.test("a clock that is set back by a day stops no page", () => {
  let passed = 0;
  return withHub(head() + count, async ({ open, land }) => {
    const tab = open();
    tab.say(watch(1));
    for (let landed = 1; landed <= 3; landed++) {
      await land("rain");
      await tab.next(answers(1, landed));
      passed = -24 * 3_600_000;
    }
  }, () => Date.now() + passed);
});

Deno.test("a view that is asked for again goes on although a round fails", () => {
  let passed = 0;
  return withHub(head() + count, async ({ open, land, asked, beforeSnapshot }) => {
    const [first, second] = [open(), open()];
    first.say(watch(1));
    await first.next(answers(1, 0));
    const { rounds } = asked;
    const failed = () => asked.rounds > rounds;
    const short = new Retriable("short of connections");
    beforeSnapshot(() => failed() ? Promise.resolve() : Promise.reject(short));
    passed = 5000;
    second.say(watch(1));
    await until(failed, "a round fails");
    passed = 10_000;
    await second.next(answers(1, 0));
    await land("rain");
    await Promise.all([first, second].map((tab) => tab.next(answers(1, 1))));
  }, () => Date.now() + passed);
});

Deno.test("a view that nobody looked at while it was worked out is worked out when somebody looks again", () =>
  withHub(head() + count, async ({ open, land, asked, beforeSnapshot }) => {
    const tab = open();
    tab.say(watch(1));
    await tab.next(answers(1, 0));
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    beforeSnapshot(() => {
      reached.resolve();
      return released.promise;
    });
    const { rounds } = asked;
    await land("rain");
    await reached.promise;
    tab.say({ type: "visible", visible: false });
    released.resolve();
    await until(() => asked.rounds > rounds, "the round ends");
    tab.say({ type: "visible", visible: true });
    await tab.next(answers(1, 1));
  }));

Deno.test("a rerun equals what was live then, stands still, and says what landed in its window later", () =>
  withHub(head() + count, async ({ open, land, landAt }) => {
    await land("rain", "rain", "sun");
    const live = open();
    live.say(watch(1, { topic: "rain" }));
    const then = await live.next(answers(1, 2)) as Results;
    assert.equal(then.changed, null);
    await landAt(Date.UTC(2026, 0, 2), "rain");
    await live.next(answers(1, 3));
    const rerun = open();
    rerun.say({ ...watch(1, { topic: "rain" }), asOf: then.span.asOf, since: 1 });
    const again = await rerun.next(answers(1, 2)) as Results;
    assert.deepEqual([again.span, again.changed], [then.span, {
      late: 0,
      edited: 0,
      corrected: 0,
      deleted: 0,
      ofAnyTopic: true,
    }]);
    const other = open();
    other.say({ ...watch(1, { topic: "sun" }), asOf: then.span.asOf, since: 1 });
    await other.next(answers(1, 1));
    await landAt(Date.UTC(2026, 0, 2, 1), "rain");
    await live.next(answers(1, 4));
    assert.equal(rerun.sent.length, 1);
    await landAt(Date.UTC(2026, 0, 1), "rain");
    const late = await rerun.next(answers(1, 3)) as Results;
    assert.equal(late.changed?.late, 1);
    const unaffected = await other.next((message) =>
      message.type === "results" && message.moment.landing === 4
    );
    assert.equal((unaffected as Results).changed?.late, 0);
    assert.deepEqual(Object.keys((unaffected as Results).cells), []);
  }));

Deno.test("the hub refuses a moment that has not come", () =>
  withHub(head() + count, async ({ open }) => {
    const tab = open();
    tab.say({ ...watch(1), asOf: Date.now() + 3_600_000 });
    const refused = await tab.next(({ type }) => type === "refused");
    assert.match(JSON.stringify(refused), /"param":"asOf".*has not come yet/);
  }));
