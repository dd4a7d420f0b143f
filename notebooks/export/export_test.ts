import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { encodeDeletion } from "../../ingest/post.ts";
import { type ExportPost, withExports } from "./export_harness.ts";
import { pagesFolder } from "../serve/pages_folder.ts";
import { makeHere } from "./make_here.ts";
import { unpackGroups } from "./packed_groups.ts";
import { unpackRows } from "./packed_rows.ts";
import { ExportRequest } from "./request.ts";
import type { SavedReport } from "./saved.ts";

const at = Date.UTC(2026, 4, 1, 12);
const moods = ["terrible, I hate it", "lovely, I love it", "on the table"];

function posts(
  count: number,
  text: string,
  more: (nth: number) => Record<string, unknown> = () => ({}),
): ExportPost[] {
  return Array.from({ length: count }, (_, nth) => ({
    id: `${text}-${nth}`,
    text: `${text} ${moods[nth % 3]}`,
    createdAt: at - nth * 60_000,
    author: `Some One ${nth % 5}`,
    authorId: `someone${nth % 5}`,
    url: `https://example.org/someone${nth % 5}/${nth}`,
    ...more(nth),
  }));
}

/** The words of a command line, as a shell takes it. */
async function shellWords(line: string, from: number, to: number): Promise<string[]> {
  const { stdout } = await new Deno.Command("sh", { args: ["-c", `printf '%s\\0' ${line}`] }).output();
  return new TextDecoder().decode(stdout).split("\0").slice(0, -1).slice(from, to);
}

function readReport(html: string): { report: SavedReport; document: Document } {
  const { document } = new JSDOM(html).window;
  return { report: JSON.parse(document.getElementById("report")!.textContent!), document };
}

Deno.test("deno task export makes the same file by the owner and by itself, and says what it may not do", () =>
  withExports(posts(40, "storm"), async ({ owner, folder, run }) => {
    const args = ["topic", "--topic", "storm", "--topic", `"it's, $HOME" OR \`rain\``, "--window", "24h"];
    const byOwner = await run(...args, "-o", `${folder}/a.html`);
    assert.deepEqual([byOwner.code, byOwner.said.includes(`${folder}/a.html, `)], [0, true], byOwner.said);
    const again = await run(...args, "-o", `${folder}/a.html`);
    assert.deepEqual([again.code, /add --force/.test(again.said)], [2, true], again.said);
    for (const outside of ["nope", "../pages/topic", "/etc/passwd", "topic.md", "__proto__"]) {
      const { code, said } = await run(outside, "-o", `${folder}/n.html`);
      assert.deepEqual([code, /there is no such page; there are pulse/.test(said)], [2, true], said);
    }
    const window = await run("topic", "--window", "3d", "-o", `${folder}/n.html`);
    assert.deepEqual([window.code, /must be one of 1h, 24h, 7d, all/.test(window.said)], [2, true]);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["a.html"]);
    const future = await run("topic", "--as-of", "2199-01-01", "-o", `${folder}/n.html`);
    assert.deepEqual([future.code, /has not come yet/.test(future.said)], [2, true], future.said);
    await owner.stop();
    const alone = await run(...args, "-o", `${folder}/b.html`);
    assert.equal(alone.code, 0, alone.said);
    const [a, b] = await Promise.all(["a", "b"].map((name) => Deno.readTextFile(`${folder}/${name}.html`)));
    assert.ok(a === b, "the same data give the same bytes");
    const { report, document } = readReport(a!);
    assert.deepEqual(report.choices, {
      moods: ["corrected"],
      topic: ["storm", `"it's, $HOME" OR \`rain\``],
      window: ["24h"],
    });
    assert.equal(document.querySelector(".gs-value button")!.textContent, "40");
    assert.match(
      [...document.querySelectorAll("dt")].find(({ textContent }) => /^Emotion/.test(textContent!))!
        .nextElementSibling!.textContent!,
      /^category-\d+ \(macro F1 .+, emotion-\d+ \(macro F1 .+, emotion-microblog-\d+ \(macro F1 .+, entities-\d+ \(WNUT/,
    );
    const command = [...document.querySelectorAll("dd")].find(({ textContent }) =>
      /^deno task/.test(textContent!)
    )!;
    const remade = await run(...await shellWords(command.textContent!, 3, -1), `${folder}/c.html`);
    assert.equal(remade.code, 0, remade.said);
    const remadeReport = readReport(await Deno.readTextFile(`${folder}/c.html`)).report;
    for (const part of ["moment", "choices", "views", "bodies", "posts"] as const) {
      assert.deepEqual(remadeReport[part], report[part], part);
    }
  }));

Deno.test("deno task export --site links its pages to each other, and to nothing else", () =>
  withExports(posts(40, "storm"), async ({ folder, run }) => {
    const { code, said } = await run("--site", "pulse", "topic", "--topic", "storm", "-o", `${folder}/site`);
    assert.equal(code, 0, said);
    assert.deepEqual([...Deno.readDirSync(`${folder}/site`)].map(({ name }) => name).sort(), [
      "index.html",
      "pulse.html",
      "topic.html",
    ]);
    const { document } = readReport(await Deno.readTextFile(`${folder}/site/pulse.html`));
    const links = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")!);
    assert.deepEqual([...new Set(links.filter((href) => !/^https:\/\/example|^#/.test(href)))].sort(), [
      "pulse.html",
      "topic.html",
    ]);
  }));

Deno.test("--pseudonyms leaves no author, handle or address, and keeps who is who", () =>
  withExports(
    posts(
      40,
      "storm",
      (nth) => ({ text: `storm ${moods[nth % 3]} said @handle${nth % 3} at https://example.org/u/x` }),
    ),
    async ({ folder, run }) => {
      for (const format of [[], ["--no-js"]]) {
        const path = `${folder}/${format.length}.html`;
        const { code, said } = await run("topic", "--topic", "storm", "--pseudonyms", ...format, "-o", path);
        assert.equal(code, 0, said);
        const html = await Deno.readTextFile(path);
        for (const secret of ["Some One", "someone1", "@handle", "handle0", "example.org/", "storm-1"]) {
          assert.ok(!html.includes(secret), `${secret} in ${path}`);
        }
        assert.ok(html.includes("@…"));
        assert.ok(html.includes("Authors have other names here"));
      }
      const { report } = readReport(await Deno.readTextFile(`${folder}/0.html`));
      assert.equal(new Set(unpackRows(report.posts).map(({ author }) => author)).size, 5);
    },
  ));

Deno.test("--no-quotes leaves no text of a post, and all counts", () =>
  withExports(
    posts(40, "storm", () => ({ title: "Barack Obama sees a quoted title" })),
    async ({ folder, run }) => {
      const { code, said } = await run("topic", "--topic", "storm", "--no-quotes", "-o", `${folder}/a.html`);
      assert.equal(code, 0, said);
      const html = await Deno.readTextFile(`${folder}/a.html`);
      for (const quote of ["I hate it", "lovely, I", "quoted title", "Obama"]) {
        assert.ok(!html.includes(quote), quote);
      }
      const { report, document } = readReport(html);
      assert.deepEqual(unpackRows(report.posts), []);
      assert.equal(document.querySelector(".gs-value button")!.textContent, "40");
    },
  ));

Deno.test("--min-cell withholds small groups with their posts, and says so", () =>
  withExports(
    posts(
      40,
      "storm",
      (nth) => ({ community: nth < 3 ? "few" : "many", text: `storm ${nth < 3 ? "secretword" : "word"}` }),
    ),
    async ({ folder, run }) => {
      const path = `${folder}/a.html`;
      const { code, said } = await run("topic", "--topic", "storm", "--min-cell", "5", "-o", path);
      assert.equal(code, 0, said);
      const { report, document } = readReport(await Deno.readTextFile(path));
      const communities = report.bodies[Object.values(report.views)[0]!.cells["communities"]!]!;
      assert.ok("values" in communities && JSON.stringify(communities.values[1]) === '["many"]');
      const [view] = Object.values(report.views);
      const groups = Object.keys(unpackGroups(view!.filters[0]!.groups)).join();
      assert.ok(groups.includes("many") && !groups.includes("few") && !groups.includes("secretword"));
      assert.match(
        document.querySelector(".gs-withheld")!.textContent!,
        /^Groups of fewer than 5 posts are withheld/,
      );
    },
  ));

Deno.test("a page with an error in a cell is exported with the error shown, and exit code 1", () =>
  withExports(
    posts(10, "storm"),
    async ({ folder, run }) => {
      for (const format of [[], ["--no-js"]]) {
        const path = `${folder}/${format.length}.html`;
        const { code, said } = await run("bad", ...format, "-o", path);
        assert.equal(code, 1, said);
        assert.match(said, /✕ wrong, line 2: No parameter "nope"/);
        assert.match(said, /line 10: Cannot read properties of undefined/);
        assert.ok((await Deno.readTextFile(path)).includes("No parameter"), path);
      }
      const { document } = new JSDOM(await Deno.readTextFile(`${folder}/1.html`)).window;
      assert.equal(document.querySelector(".gs-prose")!.textContent!.trim(), "10 posts");
      assert.match(document.querySelector("main")!.textContent!, /Cannot read properties of undefined/);
    },
    {
      "bad.md": [
        "```sql wrong\nselect ${nope} as n\n```",
        "```sql good\nselect count(*) as n from posts where ${here}\n```",
        "```js\n`${good[0].n} posts, ${good[99].n}`\n```",
        "${good[0].n} posts",
      ].join("\n\n"),
    },
  ));

Deno.test("POST /api/export asks for the token of the owner", () =>
  withExports(posts(10, "storm"), async ({ owner, dataDir }) => {
    const { token } = JSON.parse(await Deno.readTextFile(`${dataDir}/owner.json`));
    const ask = async (authorization: string, body: unknown) => {
      const init = { method: "POST", headers: { authorization }, body: JSON.stringify(body) };
      const response = await fetch(new URL("api/export", owner.url), init);
      return { status: response.status, body: await response.json() };
    };
    assert.equal((await ask("Bearer wrong", { pages: ["topic"] })).status, 403);
    const { status, body } = await ask(`Bearer ${token}`, { pages: ["topic"], topics: ["storm"] });
    assert.deepEqual([status, body[0].name, body[0].failed], [200, "topic.html", []]);
    assert.deepEqual(await ask(`Bearer ${token}`, { pages: ["topic"], hide: { minCell: -1 } }), {
      status: 422,
      body: { error: { message: "Cannot export: hide.minCell Too small: expected number to be >=0" } },
    });
    const many = new URLSearchParams(Array.from({ length: 21 }, (_, n) => ["topic", `word${n}`]));
    const refused = await fetch(new URL(`api/pages/topic/report?${many}`, owner.url));
    assert.deepEqual([refused.status, (await refused.json()).error.message], [
      422,
      'Cannot export "topic": topic 21 make 21 combinations, and a report by its address holds 20; ' +
      'give "topic" 20 values at most',
    ]);
  }));

Deno.test("a deleted post never appears in what is exported, and still counts", () =>
  withExports(
    posts(
      40,
      "storm",
      (nth) => ({ text: nth === 3 ? "storm regretted" : "storm kept", engagement: { likes: 5 } }),
    ),
    async ({ folder, run, land }) => {
      await land(encodeDeletion({
        stream: "test",
        receivedAt: Date.now(),
        source: "x",
        scope: "post",
        key: "storm-3",
        at: Date.now(),
        createdAt: at - 3 * 60_000,
      }));
      for (const kind of [[], ["--no-js"], ["--explore"]]) {
        const path = `${folder}/${kind.join("") || "default"}`;
        const { code, said } = await run("topic", "--topic", "storm OR kept", ...kind, "-o", path);
        assert.equal(code, 0, said);
        const isFolder = kind[0] === "--explore";
        const files = isFolder ? [...Deno.readDirSync(path)].map(({ name }) => `${path}/${name}`) : [path];
        for (const file of files.filter((file) => !/(wasm\.gz|\.js)$/.test(file))) {
          const bytes = new TextDecoder("latin1").decode(await Deno.readFile(file));
          for (const trace of ["regretted", 'storm-3"', 'someone3/3"']) {
            assert.ok(!bytes.includes(trace), `${trace} in ${file}`);
          }
        }
      }
      const whole = await run("pulse", "-o", `${folder}/pulse.html`);
      assert.equal(whole.code, 0, whole.said);
      const { document } = readReport(await Deno.readTextFile(`${folder}/pulse.html`));
      assert.equal(document.querySelector(".gs-value button")!.textContent, "40");
    },
  ));

Deno.test("equal data give equal bytes, also when the clock has moved on and the program was started anew", () =>
  withExports(posts(40, "storm"), async ({ owner, dataDir }) => {
    await owner.stop();
    const request = ExportRequest.parse({ pages: ["topic", "pulse"], site: true, topics: ["storm"] });
    const make = (now: number) => makeHere(dataDir, pagesFolder, request, { warn: assert.fail }, () => now);
    const [today, later] = [await make(Date.now()), await make(Date.now() + 40 * 86_400_000)];
    assert.equal(today.length, 2);
    for (const [nth, { html }] of today.entries()) assert.ok(html === later[nth]!.html, today[nth]!.name);
  }));
