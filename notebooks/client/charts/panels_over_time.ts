import { bucketName, plural, window as windowOf } from "../words.ts";
import { coverageStrip } from "./coverage_strip.ts";
import { figure } from "./frame.ts";
import { panelGrid, type PanelParts } from "./panel_grid.ts";
import { chartEnd, type ChartSpan, fillBuckets, withCoverage } from "./span.ts";
import { barMarks, countOf, drawBars, mostOf, steadyTop } from "./time_bars.ts";
import { timeAxis } from "./time_axis.ts";
import { joinRows, widenSpan } from "./wider_windows.ts";

/** One small picture: its rows have `start` and `posts`. */
export interface Panel {
  name: string;
  /** Follows the name: how many, of what. */
  note?: string;
  rows: Record<string, unknown>[];
}

/** Several groups over the same time. */
export interface PanelsOverTime {
  panels: Panel[];
  span: ChartSpan;
  title: string;
  subtitle?: string;
  /** Rows of the view `coverage` for the strips below. */
  coverage?: Record<string, unknown>[];
}

const panelHeight = 120;

/** Small multiples: bars over the same time axis, each panel with its own scale, which the subtitle says. */
export function panelsOverTime(props: PanelsOverTime): HTMLElement {
  return figure({
    kind: "panels-over-time",
    title: ({ title }) => title,
    subtitle: (props) =>
      props.subtitle ??
        `Posts per ${bucketName(widen(props).span.bucketMs)}, from 0. Each panel has its own scale.`,
    mount,
    counted: ({ panels }) => panels,
    table: (props) => {
      const { panels, span } = widen(props);
      const columns = panels.map(({ rows }) => fillBuckets(rows, span));
      return {
        columns: ["Window", ...panels.map(({ name }) => name)],
        rows: (columns[0] ?? []).map(({ start, unknown }, at) => [
          { text: windowOf(start, span.bucketMs), by: start },
          ...columns.map((buckets) => unknown ? "unknown" : countOf(buckets[at]!)),
        ]),
      };
    },
  }, props);
}

// Where panels hold few posts, their windows are wider than those of the page.
function widen({ panels, span: bare, coverage }: PanelsOverTime): Pick<PanelsOverTime, "panels" | "span"> {
  const span = withCoverage(bare, coverage);
  const sizes = panels.map(({ rows }) => rows.reduce((sum, row) => sum + Number(row["posts"]), 0));
  // The rest is no panel of its own making, and always the fullest.
  const wide = widenSpan(span, sizes.length > 1 ? sizes.toSorted((a, b) => b - a).slice(1) : sizes);
  if (wide.bucketMs === span.bucketMs) return { panels, span };
  return { panels: panels.map((panel) => ({ ...panel, rows: joinRows(panel.rows, wide) })), span: wide };
}

function mount(body: HTMLElement) {
  let span: ChartSpan;
  const draw = panelGrid<Panel>(body, (parts) => makePanel(parts, () => span));
  return (props: PanelsOverTime, width: number) => {
    const wide = widen(props);
    span = wide.span;
    draw(wide.panels, width);
  };
}

function makePanel({ note, picture, axis, point }: PanelParts, spanNow: () => ChartSpan) {
  let top = 0;
  return (panel: Panel, width: number) => {
    const span = spanNow();
    const buckets = fillBuckets(panel.rows, span);
    top = steadyTop(top, mostOf(buckets));
    const total = buckets.reduce((sum, bucket) => sum + countOf(bucket), 0);
    note.textContent = panel.note ?? plural(total, "post");
    const bars = { buckets, span, width, height: panelHeight, top, noun: "post" };
    picture.replaceChildren(drawBars(bars));
    axis.replaceChildren(
      coverageStrip(span, width, { withWords: false }),
      timeAxis(span.from, chartEnd(span), width),
    );
    point(barMarks(bars));
  };
}
