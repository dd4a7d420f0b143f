import { html, raw } from "hono/html";
import type { Assets } from "../serve/assets.ts";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Cell, Page } from "./page.ts";
import { asData } from "./script_text.ts";

/** What cells draw that needs room; `client/style/room.css` knows how much, so that it is kept until it is there. */
const drawn = new Set([
  "summary",
  "numberRow",
  "postsOverTime",
  "panelsOverTime",
  "sharesOverTime",
  "moodOverTime",
  "lineOverTime",
  "rankedRows",
  "risingRows",
  "dataTable",
  "newestPosts",
]);

/** What shows something only where there is something to say: nobody misses it while it waits. */
const seldom = new Set(["notice", "measuredMoods"]);

/** What stands around a page. */
export interface Frame {
  assets: Assets;
  /** All pages, for the bar. */
  pages: Pick<Page, "name" | "title">[];
  /** Address of the page's compiled cells. */
  cellsHref: string;
  /** Whether who reads may do more than read. */
  isOwn: boolean;
}

/** What the page is sent with besides empty places. */
export interface Filled {
  /** The `main` element with everything drawn, and the title; null where the client draws. */
  painted: { main: string; title: string; drawer?: string | null } | null;
  /** JSON of the results that are shown, or null. */
  results: string | null;
}

/** The page as HTML; `main` is what `renderMain` gave, or that with everything drawn. */
export function renderPage(page: Page, frame: Frame, main: string, { painted, results }: Filled): string {
  const href = (name: string) => frame.assets.get(name)?.href ?? "";
  return String(html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${painted?.title || `${page.title} · Groundswell`}</title>
        <meta name="description" content="${page.description}">
        <link rel="icon" href="${href("icon.svg")}" type="image/svg+xml">
        <link rel="preload" href="${href("public-sans.woff2")}" as="font" type="font/woff2" crossorigin>
        <link rel="stylesheet" href="${href("page.css")}">
        <link rel="modulepreload" href="${frame.cellsHref}">
        <script type="module" src="${href("client.js")}"></script>
      </head>
      <body${painted?.drawer ? raw(' class="gs-why-open"') : ""}${frame.isOwn ? raw(" data-own") : ""}>
        <a class="gs-skip" href="#content">Skip to the page</a>
        ${renderBar(page, frame.pages)} ${raw(painted?.main ?? main)} ${raw(painted?.drawer ?? "")}
        ${patterns()}
        ${results === null
          ? ""
          : raw(`<script type="application/json" id="first">${asData(results)}</script>`)}
        <noscript><p class="gs-page">${painted === null
          ? "This page draws its charts in the browser and needs JavaScript for it."
          : "This page shows the moment it was sent. To follow the stream and to take other topics it needs JavaScript."}</p></noscript>
      </body>
    </html>
  `);
}

/** The page's `main` element with places for what is drawn. */
export function renderMain(page: Page, cellsHref: string): string {
  const hasTopic = Object.values(page.params).some(({ type }) => type === "topic");
  return String(html`<main id="content" class="gs-page" data-cells="${cellsHref}">
        <p class="gs-banner gs-simulated" id="simulated" hidden></p>
        <header class="gs-head" id="head"${hasTopic ? raw(" data-topic") : ""}></header>
        <p class="gs-counting" id="counting" role="status"></p>
        <div id="banner" role="status"></div>
        ${renderProblems(page)}
        <div class="gs-grid">
        ${page.blocks.map((block) => "prose" in block ? renderProse(block) : renderCell(page, block.cell))}
        </div>
        <footer class="gs-foot" id="foot"></footer>
        </main>`);
}

/** The patterns that charts fill unknown ground and coverage strips with. */
export function patterns(): HtmlEscapedString | Promise<HtmlEscapedString> {
  return html`
    <svg width="0" height="0" aria-hidden="true" class="gs-hidden">
      <defs>
        <pattern id="gs-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="6" stroke="var(--gs-rule)" stroke-width="2" />
        </pattern>
        <pattern id="gs-stripes" width="3" height="8" patternUnits="userSpaceOnUse">
          <line x1="1" x2="1" y2="8" stroke="var(--gs-volume)" stroke-width="1.5" />
        </pattern>
        <pattern id="gs-diagonal" width="5" height="5" patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)">
          <line y2="5" stroke="var(--gs-volume)" stroke-width="4" />
        </pattern>
      </defs>
    </svg>
  `;
}

function renderBar(page: Page, pages: Frame["pages"]) {
  const link = ({ name, title }: Pick<Page, "name" | "title">) =>
    html`<a href="/${name}" ${name === page.name ? raw('aria-current="page"') : ""}>${title}</a>`;
  return html`
    <div class="gs-bar">
      <div class="gs-bar-in">
        <a class="gs-brand"
          href="/"><svg viewBox="0 0 28 20" width="22" height="16" fill="none" stroke="currentColor" aria-hidden="true"><path d="M1 17H27" stroke-width="1.5" opacity=".55"/><path d="M1 16C7 16 8 3 13 3S18 12 27 13" stroke-width="2.25"/></svg>Groundswell</a>
        <nav aria-label="Pages">${pages.map(link)}</nav>
        <a class="gs-export" id="export" role="button" aria-live="polite" download
          href="/api/pages/${page
            .name}/report">Export</a>
      </div>
    </div>
  `;
}

function renderProblems(page: Page) {
  return page.problems.map((problem) =>
    html`
      <div class="gs-failed gs-problem">
        <p><b aria-hidden="true">✕</b> <strong>${page.name}.md</strong>, line ${problem.line ?? 1}: ${problem
          .message}</p>
      </div>
    `
  );
}

// Prose is safe: its HTML was made with `html: false`.
function renderProse({ prose, id }: { prose: string; id: string }) {
  return html`<div class="gs-prose" data-block="${id}">${raw(prose)}</div>`;
}

function renderCell(page: Page, id: string) {
  const cell = page.cells.find((cell) => cell.id === id) as Cell;
  const anchor = cell.name === "" ? id : `cell-${cell.name}`;
  const draws = cell.kind === "js" ? cell.code.inputs.find((name) => drawn.has(name)) : undefined;
  const marks = `${draws === undefined ? "" : ` data-draws="${draws}"`}${
    isSilent(cell) ? " data-silent" : ""
  }`;
  return html`
    <section class="gs-cell gs-span-${cell.span}" id="${anchor}" data-cell="${id}" ${raw(marks)}></section>
  `;
}

function isSilent(cell: Cell): boolean {
  if (cell.kind === "sql") return true;
  const { inputs, expression } = cell.code;
  return inputs.some((name) => seldom.has(name)) ||
    !expression && !inputs.includes("display") && !inputs.includes("view");
}

/** A page of one sentence, for addresses without a page and for failures. */
export function renderNotice(sentence: string, assets: Assets): string {
  return String(html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Groundswell</title>
        <link rel="stylesheet" href="${assets.get("page.css")?.href ?? ""}">
      </head>
      <body>
        <main class="gs-page">
          <header class="gs-head">
            <h1 class="gs-title">${sentence}</h1>
          </header>
          <p><a href="/">Go to the first page</a></p>
        </main>
      </body>
    </html>
  `);
}
