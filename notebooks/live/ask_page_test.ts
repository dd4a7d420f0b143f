import assert from "node:assert/strict";
import { live } from "../page/page_time.ts";
import { createAskPage } from "./ask_page.ts";
import { withHub } from "./hub_harness.ts";

const file = `---
params:
  topic: { type: topic }
---

\`\`\`sql n
select count(*) as n from posts where \${topic}
\`\`\`
`;

Deno.test("createAskPage() gets what an open tab gets, and leaves nothing behind", () =>
  withHub(file, async ({ hub, land }) => {
    await land("storm", "storm and rain", "sun");
    const ask = createAskPage(hub);
    const results = await ask({ page: "p", params: { topic: "storm" }, time: live }, 5000);
    const { type, cells, moment } = JSON.parse(results!);
    assert.deepEqual([type, cells.n.values, moment.landing], ["results", [[2]], 1]);
    assert.equal(hub.viewers, 0);
  }));

Deno.test("createAskPage() gives up on what is refused, unknown, or not there in time", () =>
  withHub(file, async ({ hub, land }) => {
    await land("storm");
    const ask = createAskPage(hub);
    assert.equal(await ask({ page: "p", params: { topic: "(" }, time: live }, 5000), null);
    assert.equal(await ask({ page: "q", params: {}, time: live }, 5000), null);
    assert.equal(await ask({ page: "p", params: { topic: "" }, time: live }, 0), null);
    assert.equal(hub.viewers, 0);
  }));
