import assert from "node:assert/strict";
import { Hono } from "hono";
import { landBatch } from "../../analysis/land/land_batch.ts";
import { prepareLanding } from "../../analysis/land/lander.ts";
import { batchOf, postLine } from "../../analysis/land/landing_harness.ts";
import { Offsets } from "../../analysis/land/offsets.ts";
import { parseTopic } from "../../analysis/topics/parse.ts";
import { topicKey } from "../../analysis/topics/topic_key.ts";
import { encodeCorrection, encodeRule } from "../../ingest/correction.ts";
import { topics } from "../topics.ts";
import { addWhyRoutes } from "../why/routes.ts";
import { until, withHub } from "./hub_harness.ts";
import type { ServerMessage } from "./protocol.ts";

const at = Date.UTC(2026, 0, 1, 12);
const file = `---
refresh: 50
params:
  topic: { type: topic }
  window: { type: interval, default: 24h }
  moods: { type: moods }
---

\`\`\`sql by_mood key=mood
select mood, count(*) as posts from posts where \${here} group by all order by mood
\`\`\`

\`\`\`sql both
select count(*) filter (where corrected_mood = -1) as corrected, count(*) filter (where model_mood = -1) as modelled
from posts where \${here}
\`\`\`

\`\`\`sql all_posts
with own as (select * from posts) select count(*) filter (where mood = -1) as negative from own
\`\`\`

\`\`\`sql judged
select count(*) as n from judgements where topic = \${topic.key}
\`\`\`
`;

const rule = (query: string, phrase: string, mood: -1 | 0 | 1 | null, minutes: number) =>
  encodeRule({
    entry: `${query} ${phrase} ${minutes}`,
    topic: topicKey(parseTopic(query)),
    query,
    phrase,
    mood,
    by: "ann",
    at: at + minutes * 60_000,
  });

Deno.test("rules of a topic hold on its pages, at once and for what was said before, and nowhere else", () =>
  withHub(file, async ({ store, pages, open }) => {
    await store.writer.exec("insert into base.offsets values ('log', 'posts', 0, 0, '', '2026-01-01')");
    const offsets = new Offsets("log", "", "posts", 0, 0n);
    const lander = await prepareLanding(store.writer);
    const land = async (...lines: string[]) => {
      const { change } = await landBatch(lander, offsets, batchOf(offsets.next, lines), at);
      store.publish(change);
    };
    await land(
      postLine({ id: "1", text: "rain in the war zone, I hate it" }),
      postLine({ id: "2", text: "rain, and I hate it" }),
      postLine({ id: "3", text: "sun in the war zone, I hate it" }),
      postLine({ id: "4", text: "rain over the war zone, I hate it" }),
    );
    // Cells may come in messages of their own: what a tab shows is the newest of each.
    const shown = (messages: ServerMessage[]) => {
      const cells = Object.assign(
        {},
        ...messages.map((message) => message.type === "results" ? message.cells : {}),
      );
      return ["by_mood", "both", "all_posts", "judged"].map((name) =>
        cells[name]?.values?.map((column: unknown[]) => column.join()).join(":") ?? "-"
      ).join(" ");
    };
    const watch = (params: Record<string, string>) => {
      const tab = open();
      tab.say({ type: "watch", id: 1, page: "p", params });
      return (text: string) => until(() => shown(tab.sent) === text, `${text}, but ${shown(tab.sent)}`);
    };
    const live = watch({ topic: "rain OR storm" });
    const same = watch({ topic: "(storm OR RAIN)" });
    const modelled = watch({ topic: "storm OR rain", moods: "modelled" });
    const other = watch({ topic: "sun" });
    for (const shows of [live, same, modelled]) await shows("-1:3 3:3 4 0");
    await other("-1:1 1:1 4 0");

    await land(rule("storm OR rain", "war zone", 0, 1));
    for (const shows of [live, same]) await shows("-1,0:1,2 1:3 4 0");
    await modelled("-1:3 1:3 4 0");
    await land(
      encodeCorrection({ entry: "c", source: "x", id: "4", mood: -1, by: "ann", at }),
      rule("sun", "zone", 1, 1),
    );
    await live("-1,0:2,1 2:3 4 0");
    await other("1:1 0:1 4 0");

    const app = new Hono();
    addWhyRoutes(app, {
      page: (name) => pages.get(name),
      reads: store.reads,
      checkTopic: topics.check,
      writeTopic: topics.write,
      now: Date.now,
    });
    const ids = async (query: string) => {
      const answer = await app.request(`/api/pages/p/cells/by_mood/posts?window=all&${query}`);
      const { count, posts, moods } = await answer.json();
      return [
        count,
        posts.map(({ id, mood, mood_rule }: Record<string, unknown>) => [id, mood, mood_rule]),
        moods.negative,
      ];
    };
    assert.deepEqual(await ids("topic=rain+OR+storm&key.mood=0"), [1, [["1", 0, "war zone"]], 2]);
    assert.deepEqual(await ids("topic=rain+OR+storm&key.mood=0&moods=modelled"), [0, [], 3]);
    assert.deepEqual(await ids("topic=rain+OR+storm&key.mood_rule=war+zone"), [
      1,
      [["1", 0, "war zone"]],
      2 - 2,
    ]);

    await land(rule("rain OR storm", "war zone", null, 2));
    await live("-1:3 3:3 4 0");
    assert.equal(
      (await store.writer.rows("select count(*) as n from phrase_rules"))[0]!.n,
      3,
      "what was said before is kept",
    );
  }));
