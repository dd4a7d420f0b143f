import assert from "node:assert/strict";
import { createGaugeWriter } from "../../analysis/store/gauges.ts";
import { Retriable } from "../../ingest/base/errors.ts";
import { type FakeSocket, until, withHub } from "./hub_harness.ts";
import type { ServerMessage } from "./protocol.ts";
import { maxBufferedBytes } from "./viewer.ts";

const head = (refresh = 50) =>
  `---\nparams:\n  topic: { type: topic }\n  window: { type: interval }\nrefresh: ${refresh}\n---\n`;
const count = "\n```sql n\nselect count(*) as n from posts where ${topic} and created_at < ${asOf}\n```\n";
const watch = (id: number, params = {}, page = "p") => ({ type: "watch", id, page, params });

type Results = Extract<ServerMessage, { type: "results" }>;

const answers = (id: number, value: number) => (message: ServerMessage) =>
  message.type === "results" && message.id === id && countOf(message) === value;

function errorOf(message: ServerMessage, cell: string): string | undefined {
  const body = message.type === "results" ? message.cells[cell] : undefined;
  return body !== undefined && "error" in body ? body.error.message : undefined;
}

function countOf(message: ServerMessage): unknown {
  const body = (message as Results).cells["n"];
  return body !== undefined && "values" in body ? body.values[0]?.[0] : undefined;
}

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

Deno.test("equal queries of a tick run once, for all tabs, on one snapshot", () =>
  withHub(head() + count, async ({ open, land, asked }) => {
    await land("rain");
    const tabs = Array.from({ length: 30 }, open);
    tabs.forEach((tab, index) => tab.say(watch(1, { topic: index % 2 === 0 ? "rain" : "sun" })));
    await Promise.all(tabs.map((tab, index) => tab.next(answers(1, index % 2 === 0 ? 1 : 0))));
    assert.deepEqual([asked.snapshots, asked.queries.length], [1, 2]);
    await land("rain");
    await Promise.all(tabs.filter((_, index) => index % 2 === 0).map((tab) => tab.next(answers(1, 2))));
    assert.deepEqual([asked.snapshots, asked.queries.length], [2, 4]);
  }));

Deno.test("a failing cell is its own error, with the file's line, and the others answer", () => {
  const broken =
    "\n```sql a\nselect 1 as one\nfrom secrets\n```\n\n```sql b\nselect\n  nope from posts\n```\n" +
    "\n```sql c\nselect ${unknown} as x\n```\n";
  return withHub(head() + broken + count, async ({ open, land }) => {
    await land("rain");
    const tab = open();
    tab.say(watch(1));
    const { cells } = await tab.next(answers(1, 1)) as Results;
    const errors = ["a", "b", "c"].map((name) =>
      (cells[name] as { error: { message: string; line: number } }).error
    );
    assert.match(errors[0]!.message, /No view "secrets"/);
    assert.match(errors[1]!.message, /"nope" not found/);
    assert.equal(errors[1]!.line, 15);
    assert.match(errors[2]!.message, /No parameter "unknown"/);
  });
});

const endless =
  "\n```sql slow\nselect sum(sqrt(a.range * b.range)) as s from range(100000000) a, range(1000) b\n```\n";

Deno.test("a slow query holds up neither the page nor landing, and beyond its deadline becomes its cell's error", () =>
  withHub(head() + endless + count, async ({ open, land }) => {
    await land("rain");
    const tab = open();
    tab.say(watch(1));
    const first = await tab.next(answers(1, 1)) as Results;
    assert.match(errorOf(first, "slow")!, /Still being worked out/);
    await land("rain");
    const second = await tab.next(answers(1, 2)) as Results;
    assert.deepEqual(Object.keys(second.cells), ["n"]);
    const stopped = await tab.next((message) => /Stopped after 2 s/.test(errorOf(message, "slow") ?? ""));
    assert.equal(typeof (stopped as Results).at!["slow"]!.time, "number");
  }));

Deno.test("a newer topic stops the query of the one before", () => {
  const slowIfEndless =
    "\n```sql slow\nselect count(*) as s from posts, range(if(${topic}, 1000000000, 1)) a, range(if(${topic}, 100000, 1)) b\n```\n";
  return withHub(head() + count + slowIfEndless, async ({ open, land, asked }) => {
    await land("rain");
    const tab = open();
    tab.say(watch(1, { topic: "rain" }));
    await tab.next((message) => /Still being worked out/.test(errorOf(message, "slow") ?? ""));
    const running = () => asked.queries.filter((query) => query.includes("range(if(")).length;
    await until(() => running() === 2, "it runs among the slow ones");
    tab.say(watch(2, { topic: "sun" }));
    await tab.next((message) => message.type === "results" && message.id === 2 && "slow" in message.cells);
    assert.deepEqual(tab.sent.filter((message) => /Stopped after/.test(errorOf(message, "slow") ?? "")), []);
    const other = open();
    other.say(watch(1, { topic: "" }));
    await until(() => running() === 5, "the slow ones go on at once with the next");
  });
});

Deno.test("cells of a topic share its rows; what lands elsewhere asks none of them again", () => {
  const cells = ["count(*) as n", "max(text) as newest", "min(text) as first"].map((select, i) =>
    `\n\`\`\`sql ${
      "nab"[i]
    }\nselect ${select} from posts where \${topic} and created_at >= \${from} and created_at < \${asOf}\n\`\`\`\n`
  );
  return withHub(head() + cells.join(""), async ({ open, land, landAt, asked }) => {
    await land("rain", "sun", "rain and sun");
    const tab = open();
    tab.say({ ...watch(1, { topic: "rain" }), asOf: Date.UTC(2026, 0, 1, 0, 10) });
    await tab.next(answers(1, 2));
    assert.deepEqual(
      [...new Set(asked.queries)].map((query) =>
        / from \(select \* from kept\.posts_1 where landing <= 1\) as posts/.test(query)
      ),
      [true, true, true],
    );
    const live = open();
    live.say(watch(1, { topic: "rain" }));
    await live.next(answers(1, 2));
    asked.queries.length = 0;
    await landAt(Date.UTC(2025, 0, 1), "rain");
    await live.next((message) => message.type === "results" && message.moment.landing === 2);
    assert.deepEqual(asked.queries, []);
    await landAt(Date.UTC(2026, 0, 1, 0, 5), "rain");
    await Promise.all([tab.next(answers(1, 3)), live.next(answers(1, 3))]);
    assert.ok(asked.queries.length > 0);
  });
});

Deno.test("what a tab may not ask is refused; the tab keeps what it watched", () =>
  withHub(head() + count, async ({ open, land }) => {
    await land("rain");
    const tab = open();
    tab.say(watch(1, { topic: "rain" }));
    await tab.next(answers(1, 1));
    const refusals: [Record<string, unknown>, RegExp][] = [
      [{ topic: "rain (" }, /parenthesis/i],
      [{ topic: "x".repeat(10_000) }, /at most 2,000 characters/],
      [{ window: "1 year; drop table posts" }, /must be one of/],
      [{ nope: "1" }, /not a parameter/],
    ];
    for (const [index, [params, message]] of refusals.entries()) {
      tab.say(watch(10 + index, params));
      const refused = await tab.next((sent) => sent.type === "refused" && sent.id === 10 + index);
      assert.match((refused as Extract<ServerMessage, { type: "refused" }>).problems[0]!.message, message);
    }
    await land("rain");
    await tab.next(answers(1, 2));
    for (const topic of ["'; drop table posts; --", "100% \u0000 \\", '"%_"']) tab.say(watch(20, { topic }));
    await tab.next((sent) => "id" in sent && sent.id === 20);
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

Deno.test("a tab that says nonsense, or far too much, is closed", () =>
  withHub(head() + count, async ({ open, hub }) => {
    for (
      const message of [
        "{",
        "null",
        { type: "sql", text: "select 1" },
      ]
    ) {
      const tab = open();
      tab.say(message);
      assert.equal(tab.closed[0]?.[0], 1008);
    }
    const flood = open();
    for (let id = 0; id < 600; id++) flood.say(watch(id, { topic: "rain" }));
    assert.deepEqual(flood.closed[0], [1008, "too many messages"]);
    await until(() => hub.viewers === 0, "all gone");
  }));

Deno.test("a tab of a page that is gone is told so, stays, and hears when the page is back", () =>
  withHub(head() + count, async ({ open, hub, pages }) => {
    const isPage = (message: ServerMessage) => message.type === "page";
    for (const name of ["../etc/passwd", "constructor", "p2"]) {
      const tab = open();
      tab.say(watch(1, {}, name));
      assert.deepEqual(await tab.next(isPage), { type: "page", hash: null });
      assert.deepEqual(tab.closed, []);
      tab.leave();
    }
    const [page] = pages.values();
    pages.delete("p");
    const tab = open();
    tab.say(watch(1));
    assert.deepEqual(await tab.next(isPage), { type: "page", hash: null });
    pages.set("p", page!);
    hub.pagesChanged(["p"]);
    assert.deepEqual(await tab.next(isPage, 1), { type: "page", hash: page!.hash });
    tab.say(watch(2));
    await tab.next(answers(2, 0));
  }));

Deno.test("a slow cell that has become fast is in the ticks again", () => {
  let passed = 0;
  const slowIfOne =
    "\n```sql slow\nselect count(*) as s from range(if((select count(*) from posts) = 1, 1000000000, 3)) a, " +
    "range(if((select count(*) from posts) = 1, 100000, (select count(*) from posts))) b\n```\n";
  return withHub(
    head() + count + slowIfOne,
    async ({ open, land }) => {
      await land("rain");
      const tab = open();
      tab.say(watch(1));
      await tab.next((message) => /Stopped after 2 s/.test(errorOf(message, "slow") ?? ""));
      const slowOf = (message: ServerMessage) => {
        const body = (message as Results).cells?.["slow"];
        return body !== undefined && "values" in body ? body.values[0]?.[0] : undefined;
      };
      await land("rain");
      // It rests for 30 s after it was stopped.
      passed = 31_000;
      await land("rain");
      await tab.next((message) => slowOf(message) === 9);
      await land("rain");
      const together = await tab.next((message) => slowOf(message) === 12) as Results;
      assert.equal(countOf(together), 4);
      assert.equal(together.at?.["slow"] ?? null, null);
    },
    Date.now,
    () => performance.now() + passed,
  );
});

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

Deno.test("a slow tab gets the newest later, never a queue; a hidden one pauses", () =>
  withHub(head() + count, async ({ open, land }) => {
    const [slow, hidden, quick] = [open(), open(), open()] as [FakeSocket, FakeSocket, FakeSocket];
    for (const tab of [slow, hidden, quick]) tab.say(watch(1));
    await Promise.all([slow, hidden, quick].map((tab) => tab.next(answers(1, 0))));
    slow.bufferedAmount = maxBufferedBytes + 1;
    hidden.say({ type: "visible", visible: false });
    for (let landed = 1; landed <= 3; landed++) {
      await land("rain");
      await quick.next(answers(1, landed));
    }
    assert.equal(slow.sent.length, 1);
    assert.equal(hidden.sent.length, 1);
    slow.bufferedAmount = 0;
    hidden.say({ type: "visible", visible: true });
    await Promise.all([slow, hidden].map((tab) => tab.next(answers(1, 3))));
    assert.equal(slow.sent.length, 2);
    assert.equal(hidden.sent.length, 2);
  }));

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

Deno.test("tabs that never read cost the others nothing and are cut off after 30 s", () => {
  let passed = 0;
  return withHub(head() + count, async ({ open, land, hub }) => {
    await land("rain");
    const stuck = Array.from({ length: 20 }, open);
    for (const tab of stuck) {
      tab.bufferedAmount = maxBufferedBytes + 1;
      tab.say(watch(1));
    }
    const quick = open();
    quick.say(watch(1));
    await quick.next(answers(1, 1));
    await land("rain");
    await quick.next(answers(1, 2));
    passed = 31_000;
    await until(() => stuck.every(({ closed }) => closed[0]?.[0] === 1013), "they are cut off");
    assert.equal(hub.viewers, 1);
    assert.deepEqual(stuck.map(({ sent }) => sent.length), stuck.map(() => 0));
    await land("rain");
    await quick.next(answers(1, 3));
  }, () => Date.now() + passed);
});

Deno.test("many slow cells at once leave the ticks, though each costs a connection its moment", () => {
  const slow = Array.from(
    { length: 20 },
    (_, i) => endless.replace("sql slow", `sql slow${i}`).replace("1000)", `${1000 + i})`),
  );
  return withHub(head() + slow.join("") + count, async ({ open, land }) => {
    await land("rain");
    const tab = open();
    tab.say(watch(1));
    let landed = Promise.resolve();
    const landing = setInterval(() => landed = landed.then(() => land("rain")), 100);
    try {
      const first = await tab.next((message) => typeof countOf(message) === "number") as Results;
      assert.deepEqual(
        slow.map((_, i) => /Still being/.test(errorOf(first, `slow${i}`) ?? "")),
        slow.map(() => true),
      );
    } finally {
      clearInterval(landing);
      await landed;
    }
  });
});

Deno.test("the hub tells a tab that its page's file is another now: when it changes, and when it was away meanwhile", () =>
  withHub(head() + count, async ({ open, hub }) => {
    const isPage = (message: ServerMessage) => message.type === "page";
    const away = open();
    away.say({ ...watch(1), hash: "of yesterday" });
    const told = await away.next(isPage) as Extract<ServerMessage, { type: "page" }>;
    assert.match(told.hash ?? "", /^[0-9a-f]{16}$/);
    const tab = open();
    tab.say({ ...watch(1), hash: told.hash });
    await tab.next(answers(1, 0));
    hub.pagesChanged(["another"]);
    assert.equal(tab.sent.some(isPage), false);
    hub.pagesChanged(["p"]);
    assert.deepEqual(await tab.next(isPage), told);
  }));
