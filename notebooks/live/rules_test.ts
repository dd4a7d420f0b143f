import assert from "node:assert/strict";
import { Hono } from "hono";
import { postLine } from "../../analysis/land/landing_harness.ts";
import { encodeCorrection } from "../../ingest/correction.ts";
import { topics } from "../topics.ts";
import { addWhyRoutes } from "../why/routes.ts";
import { withHub } from "./hub_harness.ts";
import { prepareLines } from "./land_lines_harness.ts";
import { ruledAt, ruleLine, watchCells } from "./rules_harness.ts";

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

Deno.test("rules of a topic hold on its pages, at once and for what was said before, and nowhere else", () =>
  withHub(file, async ({ store, pages, open }) => {
    const land = await prepareLines(store);
    await land(
      postLine({ id: "1", text: "rain in the war zone, I hate it" }),
      postLine({ id: "2", text: "rain, and I hate it" }),
      postLine({ id: "3", text: "sun in the war zone, I hate it" }),
      postLine({ id: "4", text: "rain over the war zone, I hate it" }),
    );
    const watch = (params: Record<string, string>) =>
      watchCells(open(), ["by_mood", "both", "all_posts", "judged"], params);
    const live = watch({ topic: "rain OR storm" });
    const same = watch({ topic: "(storm OR RAIN)" });
    const modelled = watch({ topic: "storm OR rain", moods: "modelled" });
    const other = watch({ topic: "sun" });
    for (const shows of [live, same, modelled]) await shows("-1:3 3:3 4 0");
    await other("-1:1 1:1 4 0");

    await land(ruleLine("storm OR rain", "war zone", 0, 1));
    for (const shows of [live, same]) await shows("-1,0:1,2 1:3 4 0");
    await modelled("-1:3 1:3 4 0");
    await land(
      encodeCorrection({ entry: "c", source: "x", id: "4", mood: -1, by: "ann", at: ruledAt }),
      ruleLine("sun", "zone", 1, 1),
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

    await land(ruleLine("rain OR storm", "war zone", null, 2));
    await live("-1:3 3:3 4 0");
    assert.equal(
      (await store.writer.rows("select count(*) as n from phrase_rules"))[0]!.n,
      3,
      "what was said before is kept",
    );
  }));
