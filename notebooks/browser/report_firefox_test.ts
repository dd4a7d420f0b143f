import assert from "node:assert/strict";
import { firefoxPath, needsFirefox } from "../../ingest/base/test_needs.ts";
import { withExports } from "../export/export_harness.ts";
import { type FirefoxPage, openFirefox } from "./firefox_harness.ts";
import { serveFolder } from "./static_harness.ts";

const waitMs = 60_000;
const at = Date.UTC(2026, 4, 1, 12);
const value = 'document.querySelector(".gs-value button").textContent';

function posts(count: number, text: string) {
  return Array.from({ length: count }, (_, nth) => ({
    id: `${text}-${nth}`,
    text: `${text} number${nth}, lovely`,
    createdAt: at - nth * 60_000,
  }));
}

async function until(page: FirefoxPage, expression: string, wanted: string): Promise<void> {
  await untilTrue(async () => await page.read(expression) === wanted, `${expression} is ${wanted}`);
}

async function untilTrue(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not in ${waitMs} ms: ${what}`);
}

Deno.test({
  name: "a report opens from the disk in Firefox: its inputs and numbers work, and it asks for nothing",
  ...needsFirefox,
  fn: () =>
    withExports([...posts(40, "storm"), ...posts(12, "rain")], async ({ owner, folder, run }) => {
      const path = `${folder}/report.html`;
      const { code, said } = await run("topic", "--topic", "storm", "--topic", "rain", "-o", path);
      assert.equal(code, 0, said);
      await using page = await openFirefox(firefoxPath);
      await page.go(new URL("topic", owner.url).href);
      // The icon is the last thing that a page asks for; and so requests are seen at all.
      await untilTrue(() => page.requests.some((url) => url.includes("icon.svg")), "the icon is asked for");
      await owner.stop();
      // The live page goes on knocking at its server until it is left.
      await page.go("about:blank");
      page.requests.length = 0;
      page.complaints.length = 0;
      await page.go(`file://${path}`);
      await until(page, value, "40");
      await until(page, 'document.querySelector(".gs-status").textContent.slice(0, 11)', "Saved as of");
      await page.read('document.querySelectorAll(".gs-saved button")[1].click()');
      await until(page, value, "12");
      await page.read('document.querySelector(".gs-value button").click()');
      await until(page, 'document.querySelector(".gs-why h2").textContent', "Why 12?");
      assert.ok(Number(await page.read('document.querySelectorAll(".gs-why .gs-posts li").length')) > 0);
      assert.match(await page.read("location.search"), /topic=rain/);
      assert.deepEqual(page.requests.filter((url) => !/^(file|data):/.test(url)), []);
      assert.deepEqual(page.complaints, []);
    }),
});

Deno.test({
  name:
    "a page to explore answers SQL and another topic in Firefox, from a plain server and from nowhere else",
  ...needsFirefox,
  fn: () =>
    withExports([...posts(40, "storm"), ...posts(12, "rain")], async ({ owner, folder, run }) => {
      const { code, said } = await run("topic", "--topic", "storm", "--explore", "-o", folder);
      assert.equal(code, 0, said);
      await using page = await openFirefox(firefoxPath);
      await owner.stop();
      await using server = serveFolder(folder);
      await page.go(server.url);
      await until(page, value, "40");
      const status = 'document.querySelector(".gs-explore-status")?.textContent ?? ""';
      await until(page, 'String(document.querySelector(".gs-run") !== null)', "true");
      await page.read('document.querySelector(".gs-run").click()');
      await untilTrue(async () => /^\d+ rows?, /.test(await page.read(status)), "rows are shown");
      await page.go(`${server.url}?topic=rain`);
      await until(page, value, "12");
      const isOurs = (url: string) => url.startsWith(server.url) || /^(blob|data):/.test(url);
      assert.deepEqual(page.requests.filter((url) => !isOurs(url)), []);
      assert.deepEqual(page.complaints, []);
    }),
});
