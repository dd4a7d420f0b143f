import assert from "node:assert/strict";
import { postLine, withBench } from "../../analysis/land/landing_harness.ts";
import { createApp } from "../app.ts";
import { createAskCell } from "../live/ask_cell.ts";
import { checkPage } from "../page/check_page.ts";
import { wellWatched } from "../operate/watched_harness.ts";
import { parsePage } from "../page/parse_page.ts";
import { topics } from "../topics.ts";

const file = `---
params:
  topic: { type: topic }
  least: { type: number, default: 0, min: 0, max: 9 }
---

\`\`\`sql counts
select source, count(*) as posts, min(created_at) as first, list(text order by id) as texts
from posts where \${here} and tokens >= \${least} group by all
\`\`\`

\`\`\`sql broken
select nope from posts
\`\`\`

\`\`\`sql endless
select count(*) from range(10000000000) a, range(10000) b
\`\`\`
`;
const at = Date.UTC(2026, 0, 1, 12);

type Get = (path: string, headers?: Record<string, string>) => Promise<Response>;

async function withApp(run: (get: Get, land: (...texts: string[]) => Promise<void>) => Promise<void>) {
  await withBench(async ({ store, land }) => {
    const page = parsePage("p", file);
    await checkPage(page, store.reads, topics);
    const askCell = createAskCell({ reads: store.reads, topics, now: Date.now });
    const warn = (text: string) => assert.fail(text);
    const app = createApp({
      folder: { pages: () => [page], page: () => page, helper: () => undefined },
      assets: new Map(),
      watched: wellWatched,
      askCell,
      paintFirst: () => Promise.resolve({ painted: null, results: null }),
      isOwn: false,
      warn,
    });
    let posts = 0;
    await run(
      async (path, headers = {}) => await app.request(`/api/pages/${path}`, { headers }),
      async (...texts) =>
        void await land(texts.map((text) => postLine({ id: String(++posts), text, createdAt: at }))),
    );
  });
}

Deno.test("a script gets a cell as JSON, or as CSV by address or Accept", () =>
  withApp(async (get, land) => {
    await land("rain", "=cmd|' /C calc'!A0");
    const json = await get("p/cells/counts");
    assert.deepEqual(await json.json(), {
      landing: 1,
      asOf: at + 60_000,
      from: at - 86_400_000,
      names: ["source", "posts", "first", "texts"],
      types: ["text", "number", "time", "list"],
      values: [["x"], [2], [at], [["rain", "=cmd|' /C calc'!A0"]]],
      rows: 1,
      cut: false,
    });
    const rain = "source,posts,first,texts\r\nx,1,2026-01-01T12:00:00.000Z,rain\r\n";
    const csv = await get("p/cells/counts?topic=rain&format=csv");
    assert.equal(await csv.text(), rain);
    assert.match(csv.headers.get("content-type")!, /^text\/csv/);
    assert.match(csv.headers.get("content-disposition")!, /filename="p-counts\.csv"/);
    const accepted = await get("p/cells/counts?topic=rain", { accept: "text/csv, application/json;q=0.5" });
    assert.equal(await accepted.text(), rain);
  }));

Deno.test("the ETag of a cell is that of its result, not of the landing", () =>
  withApp(async (get, land) => {
    await land("rain");
    const tagOf = async (path: string) => (await get(path)).headers.get("etag")!;
    const etag = await tagOf("p/cells/counts?topic=rain");
    await land("sun");
    assert.equal(await tagOf("p/cells/counts?topic=rain"), etag);
    const same = await get("p/cells/counts?topic=rain", { "if-none-match": `"other", ${etag}` });
    assert.deepEqual([same.status, await same.text(), same.headers.get("etag")], [304, "", etag]);
    for (const known of ["*", etag.replace("W/", "")]) {
      assert.equal((await get("p/cells/counts?topic=rain", { "if-none-match": known })).status, 304, known);
    }
    assert.notEqual(await tagOf("p/cells/counts?topic=rain&format=csv"), etag);
    await land("rain");
    assert.equal((await get("p/cells/counts?topic=rain", { "if-none-match": etag })).status, 200);
  }));

Deno.test("a wrong question to a cell is told in JSON what is wrong", () =>
  withApp(async (get) => {
    const cases: [string, number, RegExp][] = [
      ["nope/cells/counts", 404, /No page \\"nope\\"; there are p"/],
      ["p/cells/nope", 404, /No cell \\"nope\\"; page \\"p\\" has counts, broken, endless"/],
      ["p/cells/constructor", 404, /No cell/],
      ["p/cells/counts?nope=1", 400, /"param":"nope","message":"is not a parameter of this page"/],
      ["p/cells/counts?least=many", 400, /"param":"least"/],
      ["p/cells/counts?least=10", 400, /must be at most 9/],
      ["p/cells/counts?topic=(rain", 400, /"param":"topic".*"position":/],
      ["p/cells/counts?asOf=soon", 400, /"param":"asOf"/],
      ["p/cells/counts?format=xml", 400, /must be json or csv/],
      ["p/cells/broken", 422, /nope.*"line":13/],
    ];
    for (const [path, status, message] of cases) {
      const response = await get(path);
      assert.equal(response.status, status, path);
      assert.match(await response.text(), message, path);
      assert.match(response.headers.get("content-type")!, /application\/json/, path);
    }
  }));

Deno.test("many questions to cells wait their turn; too many are told to come again", () =>
  withApp(async (get, land) => {
    await land("rain");
    const answers = await Promise.all(
      Array.from({ length: 80 }, () => get("p/cells/counts")),
    );
    const busy = answers.filter(({ status }) => status === 503);
    assert.equal(answers.filter(({ status }) => status === 200).length, 80 - busy.length);
    assert.ok(busy.length > 0 && busy.length < 20, `${busy.length} turned away`);
    assert.equal(busy[0]!.headers.get("retry-after"), "1");
    assert.match(await busy[0]!.text(), /Too many questions at once/);
    await Promise.all(answers.map((answer) => answer.bodyUsed ? null : answer.body?.cancel()));
  }));

Deno.test("a cell that takes too long is stopped and says so", () =>
  withApp(async (get) => {
    const response = await get("p/cells/endless");
    assert.deepEqual([response.status, /Stopped after 2 s/.test(await response.text())], [422, true]);
  }));
