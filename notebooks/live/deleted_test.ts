import assert from "node:assert/strict";
import { Hono } from "hono";
import { postLine } from "../../analysis/land/landing_harness.ts";
import { encodeDeletion } from "../../ingest/post.ts";
import { topics } from "../topics.ts";
import { addWhyRoutes } from "../why/routes.ts";
import { withHub } from "./hub_harness.ts";
import { prepareLines } from "./land_lines_harness.ts";
import type { ServerMessage } from "./protocol.ts";

const at = Date.UTC(2026, 0, 1, 12);
const file = `---
refresh: 50
params:
  topic: { type: topic }
  window: { type: interval, default: 24h }
---

\`\`\`sql list
select id, text from posts where \${here} order by id
\`\`\`

\`\`\`sql count key=source
select source, count(*) as posts from posts where \${here} group by all
\`\`\`
`;

const listOf = (message: ServerMessage) => {
  const list = message.type === "results" ? message.cells["list"] : undefined;
  return list !== undefined && "values" in list ? list.values[1]!.join() : undefined;
};

Deno.test("an open page shows a deletion and an edit with the next tick, and no older moment shows what was deleted", () =>
  withHub(file, async ({ store, pages, open }) => {
    const land = await prepareLines(store);
    const gone = { id: "1", text: "secret rain", author: "secret", authorId: "s" };
    await land(postLine(gone), postLine({ id: "2", text: "more rain" }), postLine({ id: "3", text: "sun" }));
    const watch = { type: "watch", id: 1, page: "p", params: { topic: "rain" } };
    const live = open();
    live.say(watch);
    const then = await live.next((message) => listOf(message) === "secret rain,more rain");
    assert.ok(then.type === "results");
    const rerun = open();
    rerun.say({ ...watch, asOf: then.span.asOf, since: 1 });
    await rerun.next((message) => listOf(message) === "secret rain,more rain");

    const deletion = { stream: "test", receivedAt: at, source: "x", scope: "post", key: "1", at } as const;
    await land(encodeDeletion(deletion), postLine({ id: "2", revision: 1, text: "less rain" }));
    for (const tab of [live, rerun]) await tab.next((message) => listOf(message) === "less rain");
    const told = rerun.sent.at(-1)!;
    assert.deepEqual(told.type === "results" && told.changed, {
      late: 0,
      edited: 1,
      corrected: 0,
      deleted: 1,
      ofAnyTopic: true,
    });

    const app = new Hono();
    const page = (name: string) => pages.get(name);
    addWhyRoutes(app, {
      page,
      reads: store.reads,
      checkTopic: topics.check,
      writeTopic: topics.write,
      now: Date.now,
    });
    for (const topic of ["rain", "secret", ""]) {
      for (const format of ["", "&format=csv"]) {
        const query = `topic=${topic}&landing=1&asOf=${new Date(then.span.asOf).toISOString()}${format}`;
        const answer = await app.request(`/api/pages/p/cells/count/posts?${query}`);
        const text = await answer.text();
        assert.equal(answer.status, 200, text);
        assert.doesNotMatch(text.replaceAll('"topic":"secret"', ""), /secret rain|"author":"secret"/);
        assert.equal(text.includes("less rain"), topic !== "secret", text);
        const deleted = format === "" ? /"deleted_at":\d/ : /,2026-01-01T12:00:00\.000Z\r?\n/;
        assert.equal(deleted.test(text), topic === "", text);
      }
    }
  }));
