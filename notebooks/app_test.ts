import assert from "node:assert/strict";
import { createApp } from "./app.ts";
import type { Health } from "./operate/health.ts";
import type { Assets } from "./serve/assets.ts";
import { compileHelpers, helperHref } from "./page/link_helpers.ts";
import { parsePage } from "./page/parse_page.ts";

const assets: Assets = new Map([["client.js", {
  type: "text/javascript",
  body: new TextEncoder().encode("0"),
  gzip: new TextEncoder().encode("zipped"),
  href: "/assets/client.js?v=abc",
}]]);
const secret = "from posts -- a secret of the page";
const page = parsePage(
  "topic",
  `---\ntitle: "<b>Topic</b>"\n---\n\n\`\`\`sql t\nselect 1 ${secret}\n\`\`\`\n\n\`\`\`js\nt.length\n\`\`\`\n`,
);
const pulse = parsePage("pulse", "Now");
const helpers = compileHelpers(
  new Map([
    ["words.ts", 'import { end } from "./marks.js";\nexport const shout = (text: string) => text + end;'],
    ["marks.js", 'export const end = "!";'],
    ["broken.js", "export const ="],
  ]),
);
const health: Health = { ok: true, stages: {} };
const answer = () => Promise.resolve(health);
const paintedPages: string[] = [];
const app = createApp({
  folder: {
    pages: () => [page, pulse],
    page: (name) => [page, pulse].find((page) => page.name === name),
    helper: (name) => helpers[name],
  },
  assets,
  watched: { alive: answer, ready: answer, metrics: () => Promise.resolve("up 1\n") },
  askCell: (_page, cell) => Promise.resolve({ kind: "unknown", message: cell }),
  paintFirst: ({ name }) => {
    paintedPages.push(name);
    return Promise.resolve({ painted: null, results: null });
  },
  isOwn: false,
  warn: () => {},
});
const get = async (path: string, headers = {}) => {
  const response = await app.request(path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

Deno.test("createApp() leads from / to the first page and serves it with its cells", async () => {
  const home = await get("/");
  assert.deepEqual([home.status, home.headers.get("location")], [302, "/pulse"]);
  const { status, text, headers } = await get("/topic");
  assert.equal(status, 200);
  assert.match(text, /&lt;b&gt;Topic&lt;\/b&gt;/);
  const cells = /data-cells="([^"]+)"/.exec(text)![1]!;
  const module = await get(cells);
  assert.equal(module.status, 200);
  assert.match(module.headers.get("cache-control")!, /immutable/);
  assert.match(module.text, /t\.length/);
  assert.match(headers.get("content-security-policy")!, /script-src 'self';.*frame-ancestors 'none'/);
});

Deno.test("createApp() paints for who opens a page, not for an open tab that fetches its page anew", async () => {
  paintedPages.length = 0;
  await get("/topic", { "sec-fetch-dest": "document" });
  await get("/topic");
  assert.match((await get("/topic", { "sec-fetch-dest": "empty" })).text, /data-cells=/);
  assert.deepEqual(paintedPages, ["topic", "topic"]);
});

Deno.test("createApp() never sends the SQL of a page", async () => {
  for (const path of ["/topic", "/pages/topic/cells.js"]) {
    assert.doesNotMatch((await get(path)).text, /secret|select 1/);
  }
});

Deno.test("createApp() answers 404 to what is not in its lists", async () => {
  const paths = [
    "/nope",
    "/topic.md",
    "/../deno.json",
    "/..%2fdeno.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/assets/../app.ts",
    "/assets/..%2f..%2fapp.ts",
    "/assets/constructor",
    "/pages/nope/cells.js",
    "/pages/lib/nope.js",
    "/pages/lib/broken.js",
    "/pages/lib/words.ts",
    "/pages/lib/constructor.js",
    "/pages/lib/..%2f..%2fapp.js",
    "/pages/lib/../../app.js",
    "/pages/..%2ftopic/cells.js",
    "/api/pages/nope/cells/t",
    "/__proto__",
    "/topic%00",
  ];
  for (const path of paths) {
    const { status, text } = await get(path);
    assert.equal(status, 404, path);
    assert.doesNotMatch(text, /imports|root:/, path);
  }
});

Deno.test("createApp() sends assets zipped to who takes it, and for ever only under their own hash", async () => {
  const sentTo = async (encodings: string) =>
    (await get("/assets/client.js?v=abc", { "accept-encoding": encodings })).text;
  for (const encodings of ["gzip", "br, GZIP;q=0.5", "*", "gzip;q=1,*;q=0"]) {
    assert.equal(await sentTo(encodings), "zipped", encodings);
  }
  for (const encodings of ["", "br", "gzip;q=0", "gzip; q=0.000, *", "*;q=0", "x-gzip-like"]) {
    assert.equal(await sentTo(encodings), "0", encodings);
  }
  assert.match((await get("/assets/client.js?v=abc")).headers.get("cache-control")!, /immutable/);
  assert.equal((await get("/assets/client.js?v=old")).headers.get("cache-control"), "no-cache");
  assert.equal((await get("/assets/client.js")).headers.get("cache-control"), "no-cache");
});

Deno.test("createApp() serves a helper without its types, and what it imports by its hash", async () => {
  const { status, text, headers } = await get(helperHref(helpers["words"]!));
  assert.equal(status, 200);
  assert.match(headers.get("cache-control")!, /immutable/);
  assert.doesNotMatch(text, /: string/);
  assert.ok(text.includes(`from "${helperHref(helpers["marks"]!)}"`), text);
  assert.equal((await get("/pages/lib/words.js?v=old")).headers.get("cache-control"), "no-cache");
});

Deno.test("createApp() says by /healthz whether everything runs", async () => {
  assert.equal((await get("/healthz")).status, 200);
  Object.assign(health, { ok: false, stages: { landing: "disk full" } });
  const { status, text } = await get("/healthz");
  assert.deepEqual([status, JSON.parse(text).stages.landing], [503, "disk full"]);
});
