import assert from "node:assert/strict";
import { type FakeSocket, until, withHub } from "./hub_harness.ts";
import { answers, count, head, watch } from "./hub_page_harness.ts";
import type { ServerMessage } from "./protocol.ts";
import { maxBufferedBytes } from "./viewer.ts";

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
