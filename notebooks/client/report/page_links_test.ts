import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { tidyLinks } from "./page_links.ts";

const site = {
  topic: { file: "topic.html", title: "Topic", choices: { topic: ["storm", "a b"], window: ["24h"] } },
};

Deno.test("tidyLinks() leads to pages of the site with values they hold, and takes the other addresses of a server away", () => {
  const hrefs = [
    "/topic",
    "/topic?topic=storm",
    "/topic?topic=a+b&window=24h",
    "/topic?topic=rain",
    "/pulse",
    "/__proto__",
    "/",
    "//example.org/",
    "#cell-x",
    "https://example.org/topic",
  ];
  const { document } =
    new JSDOM(hrefs.map((href) => `<a href="${href.replace("&", "&amp;")}">x</a>`).join("")).window;
  tidyLinks(document, site);
  assert.deepEqual([...document.querySelectorAll("a")].map((link) => link.getAttribute("href")), [
    "topic.html",
    "topic.html?topic=storm",
    "topic.html?topic=a+b&window=24h",
    null,
    null,
    null,
    null,
    null,
    "#cell-x",
    "https://example.org/topic",
  ]);
});
