import assert from "node:assert/strict";
import { postLine } from "../../analysis/land/landing_harness.ts";
import { encodeCorrection } from "../../ingest/correction.ts";
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

\`\`\`sql names
select name, mood, count(*) as posts from entities where \${here} and type = 'place' group by all order by all
\`\`\`

\`\`\`sql said
select mood, count(distinct id) as posts from phrases where \${here} group by all order by all
\`\`\`
`;

Deno.test("rules of a topic and corrections hold where its names and phrases are counted", () =>
  withHub(file, async ({ store, open }) => {
    const land = await prepareLines(store);
    await land(
      postLine({ id: "1", text: "rain at the war zone in London, I hate it" }),
      postLine({ id: "2", text: "rain in London, I hate it" }),
    );
    const watch = (params: Record<string, string>) => watchCells(open(), ["names", "said"], params);
    const corrected = watch({ topic: "rain" });
    const modelled = watch({ topic: "rain", moods: "modelled" });
    for (const shows of [corrected, modelled]) await shows("London:-1:2 -1:2");
    await land(ruleLine("rain", "war zone", 0, 1));
    await corrected("London,London:-1,0:1,1 -1,0:1,1");
    await land(encodeCorrection({ entry: "hand", source: "x", id: "2", mood: 1, by: "ann", at: ruledAt }));
    await corrected("London,London:0,1:1,1 0,1:1,1");
    await modelled("London:-1:2 -1:2");
    const [negative] = await store.writer.rows("select count(*) as n from entities where mood = -1");
    assert.equal(negative!["n"], 1, "a rule of a topic holds on its pages only");
  }));
