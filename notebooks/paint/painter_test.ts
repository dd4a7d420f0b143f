import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { waitingBody } from "../live/shown.ts";
import { writeCellsModule } from "../page/cells_module.ts";
import { parsePage } from "../page/parse_page.ts";
import { renderMain } from "../page/render.ts";
import type { Painted, PaintJob } from "./paint_job.ts";
import { createPainter, type Painter } from "./painter.ts";
import { startPainting } from "./painting_process.ts";

const waitMs = 30_000;
const at = Date.UTC(2026, 4, 1, 12);

/** A page of one SQL cell `posts` and these JavaScript cells, with one row of this text as its result. */
function jobOf(cells: string[], text = "a quiet post"): PaintJob {
  const fences = cells.map((code) => `\`\`\`js\n${code}\n\`\`\`\n`).join("\n");
  const page = parsePage("p", `---\ntitle: P\n---\n\n\`\`\`sql posts\nselect 1\n\`\`\`\n\n${fences}`);
  const results = {
    type: "results",
    id: 0,
    moment: { landing: 1, liveEdge: at, oldest: at - 1000, simulated: false },
    span: { asOf: at, from: at - 3_600_000, bucketMs: 60_000 },
    changed: null,
    cells: { posts: { names: ["text"], types: ["text"], values: [[text]], rows: 1, cut: false } },
  };
  return {
    url: "http://localhost/p",
    main: renderMain(page, "/cells.js"),
    cells: { source: writeCellsModule(page), hash: page.hash },
    results: JSON.stringify(results),
    zone: "Europe/Berlin",
    width: 1344,
  };
}

async function withPainter(run: (painter: Painter, warned: string[]) => Promise<void>): Promise<void> {
  const warned: string[] = [];
  const painter = createPainter({ start: startPainting, now: Date.now, warn: (text) => warned.push(text) });
  painter.warm();
  try {
    await run(painter, warned);
  } finally {
    await painter.close();
  }
}

/** Asks again until the process is up. */
async function paintSoon(painter: Painter, job: PaintJob): Promise<Painted> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const painted = await painter.paint(job);
    if (painted !== null) return painted;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not painted in ${waitMs} ms`);
}

Deno.test("createPainter() paints what the client would draw, in the reader's zone", () =>
  withPainter(async (painter, warned) => {
    const { main, title } = await paintSoon(
      painter,
      jobOf(["summary([{ fact: posts[0].text }, format.clock(asOf)])"]),
    );
    assert.match(main, /<strong>a quiet post<\/strong>14:00<\/p>/);
    assert.match(main, /As of Fri 1 May, 14:00 CEST/);
    assert.match(main, /Connecting, newest post/);
    assert.equal(title, "");
    assert.deepEqual(warned, []);
  }));

Deno.test("createPainter() keeps the text of posts text", () =>
  withPainter(async (painter, warned) => {
    const hostile =
      `</script><script>x()</script><img src=x onerror=x()><svg onload=x()><a href="javascript:x()">\u202Egnp.exe`;
    const cells = [
      "html`<p title=${posts[0].text}>${posts[0].text}</p>`",
      "svg`<svg><title>${posts[0].text}</title><text>${posts[0].text}</text></svg>`",
      "newestPosts({ rows: posts, words: ['script'] })",
      "posts[0].text",
    ];
    const { main } = await paintSoon(painter, jobOf(cells, hostile.repeat(700)));
    const { document } = new JSDOM(main).window;
    const places = [...document.querySelectorAll(".gs-out")].slice(1);
    assert.equal(places[0]!.firstElementChild!.textContent, hostile.repeat(700));
    assert.equal(places[0]!.firstElementChild!.getAttribute("title"), hostile.repeat(700));
    assert.ok(places.every((place) => place.textContent.includes("<img src=x onerror=x()>")));
    assert.equal(document.querySelectorAll("script, img, .gs-grid a, [onload], [onerror]").length, 0);
    assert.equal(document.querySelectorAll("svg").length, 1);
    const styled = "Object.assign(document.createElement('style'), { textContent: posts[0].text })";
    assert.equal(await painter.paint(jobOf([styled], hostile)), null);
    assert.match(warned.join(), /Cannot paint \/p: text in a style element holds "<"/);
    const author = "html`<svg><style>${posts[0].text}</style></svg>`";
    const drawn = new JSDOM((await paintSoon(painter, jobOf([author], hostile))).main).window.document;
    assert.match(drawn.querySelector("svg style")!.textContent, /script/);
    assert.equal(drawn.querySelectorAll("script, img, .gs-grid a, svg svg, [onload], [onerror]").length, 0);
  }));

Deno.test("createPainter() leaves cells that fail, loop or never end to the browser", () =>
  withPainter(async (painter) => {
    const cells = ["fetch('/x')", "while (true) {}", "new Promise(() => {})", "posts[0].text"];
    const { main } = await paintSoon(painter, jobOf(cells));
    assert.equal(main.match(/<section[^>]*><\/section>/g)?.length, 2);
    assert.match(main, /a quiet post/);
    assert.doesNotMatch(main, /gs-failed/);
  }));

Deno.test("createPainter() paints that a cell waits for a late query, in the room that is kept for it", () =>
  withPainter(async (painter) => {
    const job = jobOf(["summary([posts[0].text])", "const first = posts[0];", "first.text"]);
    const results = JSON.parse(job.results!);
    job.results = JSON.stringify({ ...results, cells: { posts: JSON.parse(waitingBody) } });
    const { document } = new JSDOM((await paintSoon(painter, job)).main).window;
    const places = [...document.querySelectorAll(".gs-cell")].slice(1);
    assert.deepEqual(places.map((place) => place.hasAttribute("data-late")), [true, true, true]);
    assert.deepEqual(places.map((place) => place.hasAttribute("data-silent")), [false, true, false]);
    for (const place of places) {
      assert.equal(place.textContent, "Waits for “posts”, which is still being worked out.");
    }
  }));

for (
  const [what, code] of [
    ["comes to no end", "'x'.repeat(60).replace(/(x+x+)+y/, '')"],
    ["takes all memory", "new Array(1e8).fill(0).map((_, n) => ({ n, x: [1, 2, 3] })).length"],
    ["throws where it is imported", "1"],
  ] as const
) {
  Deno.test(`createPainter() survives a page that ${what}, and sets it aside`, () =>
    withPainter(async (painter, warned) => {
      const good = jobOf(["posts[0].text"]);
      await paintSoon(painter, good);
      const bad = jobOf([`${code}; // ${what}`]);
      if (what.startsWith("throws")) bad.cells.source = "throw new Error('no luck');";
      for (let strike = 0; strike < 2; strike++) {
        assert.equal(await painter.paint(bad), null);
        await paintSoon(painter, good);
      }
      assert.equal(await painter.paint(bad), null);
      assert.match((await painter.paint(good))?.main ?? "", /a quiet post/);
      assert.equal(warned.length, 1, warned.join());
    }));
}

Deno.test("createPainter() paints beside 100 MB that a cell leaves behind", () =>
  withPainter(async (painter) => {
    const hoard = jobOf(["(globalThis.hoard = new Uint8Array(1e8).fill(1)) && posts[0].text"]);
    assert.match((await paintSoon(painter, hoard)).main, /a quiet post/);
    assert.match((await paintSoon(painter, jobOf(["posts[0].text + '!'"]))).main, /a quiet post!/);
  }));

Deno.test("createPainter() keeps nothing of a page that is painted", () =>
  withPainter(async (painter, warned) => {
    const cells = ["newestPosts({ rows: posts })", "html`<p>${posts[0].text.repeat(1000)}</p>`"];
    const big = jobOf(cells, "ten bytes ".repeat(400));
    await paintSoon(painter, big);
    // Together more than the process may hold.
    for (let i = 0; i < 80; i++) await paintSoon(painter, big);
    assert.deepEqual(warned, []);
  }));

Deno.test("createPainter() gives a page no file, network, environment, process or key of the server", () =>
  withPainter(async (painter) => {
    const tries = [
      "Deno.readTextFileSync('deno.json')",
      "Deno.env.get('PATH')",
      "new Deno.Command('deno').outputSync()",
      "Deno.connect({ port: 80 })",
      "import('node:fs').then((fs) => fs.readFileSync('deno.json'))",
    ].map((code) => `Promise.resolve().then(() => ${code}).then(() => "got it", (error) => error.name)`);
    const { main } = await paintSoon(painter, jobOf(tries));
    assert.doesNotMatch(main, /got it/);
    assert.equal(main.match(/NotCapable|SyntaxError/g)?.length, tries.length);
  }));

Deno.test("createPainter() leaves all pages to the browser where no process can be started, and says so once", async () => {
  const warned: string[] = [];
  const start = () => {
    throw new Deno.errors.NotFound("no deno here");
  };
  let passed = 0;
  const painter = createPainter({ start, now: () => passed, warn: (text) => warned.push(text) });
  painter.warm();
  passed = 60_000;
  assert.equal(await painter.paint(jobOf([])), null);
  await painter.close();
  assert.equal(warned.length, 1);
  assert.match(warned[0]!, /^Cannot start the process that paints; .*: no deno here$/);
});

Deno.test("createPainter() ends its process at once, also while a page loops in it", () =>
  withPainter(async (painter) => {
    await paintSoon(painter, jobOf(["posts[0].text"]));
    const looping = painter.paint(jobOf(["(() => { for (;;); })()"]));
    await painter.close();
    assert.equal(await looping, null);
  }));
