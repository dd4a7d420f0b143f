import { html, raw } from "hono/html";
import { writeCellsFunction } from "../page/cells_module.ts";
import type { Page } from "../page/page.ts";
import { patterns } from "../page/render.ts";
import type { Collected } from "./collect.ts";
import { exploreSection } from "./explore/explore_section.ts";
import { reportFoot } from "./report_foot.ts";
import type { ReportFiles } from "./report_files.ts";
import type { ExportRequest } from "./request.ts";
import type { SavedReport } from "./saved.ts";
import { asData, asScript, hashOf } from "../page/script_text.ts";

/** All that a report is written from. */
export interface ReportParts {
  collected: Collected;
  /** The page with the saved values as its defaults. */
  page: Page;
  report: SavedReport;
  request: ExportRequest;
  /** The models that judged the mood, in words. */
  models: string;
  /** The same of emotion, category and names. */
  readers: string;
  /** The `main` element with everything drawn, and the title. */
  painted: { main: string; title: string };
  files: ReportFiles;
}

/** A report as one HTML file that asks for nothing else: its own policy forbids it, and lets only its own scripts run. */
export function reportHtml(
  { collected, page, report, request, models, readers, painted, files }: ReportParts,
): string {
  const { script } = request;
  const cells = asScript(`globalThis[Symbol.for("groundswell cells")]=${writeCellsFunction(page)}`);
  const client = asScript(files.script);
  const explores = report.explore !== null;
  const scripts = [
    hashOf(cells),
    hashOf(client),
    ...Object.keys(report.helpers).length > 0 || explores ? ["blob:"] : [],
    ...explores ? ["'self'", "'wasm-unsafe-eval'"] : [],
  ];
  const policy = [
    "default-src 'none'",
    ...script ? [`script-src ${scripts.join(" ")}`] : [],
    ...explores ? ["worker-src blob:", "connect-src 'self' blob:"] : [],
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const data = script
    ? html`
      <script type="application/json" id="report">${raw(asData(JSON.stringify(report)))}</script>
      <script>${raw(cells)}</script>
      <script type="module">${raw(client)}</script>
    `
    : "";
  return String(html`
    <!doctype html>
    <html lang="en" class="gs-report${script ? "" : " gs-plain-report"}" ${script
      ? ""
      : raw('data-theme="light"')}>
      <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="${policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <link rel="icon" href="${files.icon}">
        <title>${painted.title || `${page.title} · Groundswell`}</title>
        <style>${raw(files.style)}</style>
      </head>
      <body>
        ${bar(page, report, script)} ${raw(painted.main)}
        <div class="gs-page">${report.explore === null ? "" : exploreSection(report.explore)}${reportFoot(
          collected,
          report,
          request,
          { models, readers },
        )}</div>
        ${patterns()} ${data}
      </body>
    </html>
  `);
}

function bar(page: Page, { site }: SavedReport, script: boolean) {
  const others = Object.entries(site);
  if (!script && others.length === 0) return "";
  return html`
    <div class="gs-bar">
      <div class="gs-bar-in">
        <span class="gs-brand">Groundswell</span>
        <nav aria-label="Pages">${others.map(([name, { file, title }]) =>
          html`<a href="${file}" ${name === page.name ? raw('aria-current="page"') : ""}>${title}</a>`
        )}</nav>
      </div>
    </div>
  `;
}
