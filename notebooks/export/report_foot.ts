import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { sourceName } from "../client/charts/source_name.ts";
import { timeText } from "../page/page_time.ts";
import type { Collected } from "./collect.ts";
import { correctionWords } from "./count_corrections.ts";
import { remakeCommand } from "./remake.ts";
import type { ReportParts } from "./report_html.ts";
import { groupName, type SavedReport } from "./saved.ts";
import { choicesOf } from "./saved_values.ts";
import type { ExportRequest } from "./request.ts";

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What a report says of itself at its end: as of when, from what, by which models and queries, and how to make it again. */
export function reportFoot(
  collected: Collected,
  report: SavedReport,
  request: ExportRequest,
  { models, readers }: Pick<ReportParts, "models" | "readers">,
): Markup {
  const { page, saved, moment, sources, corrections, views } = collected;
  const { scope: { span }, filters } = views[0]!;
  const all = sources.reduce((sum, { posts }) => sum + posts, 0);
  const counted = filters[0]?.groups[groupName({})]?.count;
  const command = remakeCommand(collected, request);
  const rows: [string, string][] = [
    ["As of", `${timeWords(span.asOf)}, landing ${full(moment.landing)}`],
    ["Window", `from ${timeWords(span.from)}`],
    [
      "Sources",
      sources.map(({ source, posts }) => `${sourceName(source)} ${full(posts)}`).join(", ") || "none",
    ],
    [
      "Posts",
      counted === undefined
        ? `${full(all)} in this window`
        : `${full(counted)} of ${full(all)} in this window`,
    ],
    ["Mood by", models],
    ["Emotion, category and names by", readers],
    ["Coverage", coverageWords(moment.oldest, span)],
    ["Saved values", valuesWords(choicesOf(page, saved))],
    ["Page", exactAddress(collected)],
    ["Made again by", command],
  ];
  const corrected = corrections === null ? "" : correctionWords(corrections);
  if (corrected !== "") {
    rows.splice(rows.findIndex(([name]) => name === "Coverage"), 0, ["Corrections", corrected]);
  }
  if (moment.simulated) rows.unshift(["Simulated", "these posts are made up"]);
  return html`
    <footer class="gs-report-foot">
      ${report.withheld.map((words) => html`<p class="gs-withheld">${words}</p>`)}
      <h2>About this report</h2>
      <dl class="gs-pairs">${rows.map(([name, words]) =>
        html`
          <dt>${name}</dt>
          <dd><bdi>${words}</bdi></dd>
        `
      )}</dl>
      <details class="gs-queries">
        <summary>Queries as written</summary>
        ${Object.entries(report.queries).map(([name, { sql }]) =>
          html`
            <h3>${name}</h3>
            <pre class="gs-sql">${sql}</pre>
          `
        )}
      </details>
    </footer>
  `;
}

function coverageWords(oldest: number | null, { from }: { from: number }): string {
  if (oldest === null) return "nothing has been received yet";
  return oldest <= from
    ? "followed since before this window began; which share of the streams was seen is unknown"
    : `followed from ${timeWords(oldest)} on; before it nothing is known`;
}

function valuesWords(choices: Record<string, string[]>): string {
  const parts = Object.entries(choices).map(([name, texts]) =>
    `${name}: ${texts.map((text) => text.trim() === "" ? "all posts" : text).join("; ")}`
  );
  return parts.join(". ") || "none to choose";
}

/** Where the page shows the same on its server. */
function exactAddress({ page, saved, moment, views }: Collected): string {
  const query = new URLSearchParams();
  for (const [name, texts] of Object.entries(choicesOf(page, saved))) query.set(name, texts[0]!);
  query.set("asOf", timeText(views[0]!.scope.span.asOf));
  query.set("landing", String(moment.landing));
  return `/${page.name}?${query}`;
}

function full(value: number): string {
  return value.toLocaleString("en");
}

/** A time in full, in UTC: `Fri 1 May 2026, 12:00 UTC`. */
function timeWords(time: number): string {
  const [weekday, date, month, year, clock] = new Date(time).toUTCString().replace(",", "").split(" ");
  return `${weekday} ${Number(date)} ${month} ${year}, ${clock!.slice(0, 5)} UTC`;
}
