import assert from "node:assert/strict";
import { until, withHub } from "./hub_harness.ts";
import { answers, count, countOf, endless, errorOf, head, watch } from "./hub_page_harness.ts";
import type { ServerMessage } from "./protocol.ts";

type Results = Extract<ServerMessage, { type: "results" }>;

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

Deno.test("a slow query holds up neither the page nor landing, and beyond its deadline becomes its cell's error", () =>
  withHub(head() + endless + count, async ({ open, land, asked }) => {
    await land("rain");
    const tab = open();
    tab.say(watch(1));
    const first = await tab.next(answers(1, 1)) as Results;
    assert.match(errorOf(first, "slow")!, /Still being worked out/);
    const running = () => asked.queries.filter((query) => query.includes("range(")).length;
    await until(() => running() === 2, "it runs among the slow ones, on what has landed so far");
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
