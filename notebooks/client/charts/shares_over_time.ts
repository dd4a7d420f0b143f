import { element } from "../dom.ts";
import { full, percent, plural, window as windowOf } from "../words.ts";
import { coverageStrip } from "./coverage_strip.ts";
import { drawShare } from "./draw_share.ts";
import { figure } from "./frame.ts";
import { panelGrid, type PanelParts } from "./panel_grid.ts";
import { asImage } from "./picture.ts";
import type { PointedMark } from "./tip.ts";
import { minForShare } from "./share.ts";
import { type ShareLine, shareLines, type SharePoint, type SharesOf } from "./share_points.ts";
import { chartEnd, type ChartSpan, withCoverage } from "./span.ts";
import { timeAxis } from "./time_axis.ts";
import { marginTop, timeScale } from "./time_plot.ts";

/** Shares of kinds of posts, and the time that they are about. */
export interface SharesOverTime extends SharesOf {
  span: ChartSpan;
  title: string;
  /** What the shares are of. */
  subtitle: string;
  /** What is said where all posts are of the rest. */
  none: string;
  /** Rows of the view `coverage` for the strips below. */
  coverage?: Record<string, unknown>[];
}

const panelHeight = 120;
const maxPanels = 6;

/** Small multiples: the share of each kind of posts with its 95 % band over the same time, each panel on its own scale. */
export function sharesOverTime(props: SharesOverTime): HTMLElement {
  return figure({
    kind: "shares-over-time",
    title: ({ title }) => title,
    subtitle: ({ subtitle }) => `${subtitle}, %, each panel on its own scale from 0. Band: 95 % interval.`,
    mount,
    counted: ({ rows }) => rows,
    table: (props) => {
      const lines = linesOf(props);
      return {
        columns: ["Window", "Posts", ...lines.map(({ name }) => name)],
        rows: (lines[0]?.points ?? []).map(({ from, to, of }, at) => [
          { text: windowOf(from, to - from), by: from },
          of,
          ...lines.map(({ points }) => ({ text: percent(points[at]!.share), by: points[at]!.share })),
        ]),
      };
    },
  }, props);
}

function linesOf(props: SharesOverTime): ShareLine[] {
  return shareLines(props, props.span.asOf).slice(0, maxPanels);
}

function mount(body: HTMLElement) {
  const few = element("div", { class: "gs-box", hidden: true });
  body.append(few);
  let span: ChartSpan;
  const draw = panelGrid<ShareLine>(body, (parts) => (line, width) => drawPanel(parts, line, span, width));
  return (props: SharesOverTime, width: number) => {
    span = withCoverage(props.span, props.coverage);
    const lines = linesOf(props);
    few.hidden = lines.length > 0;
    if (lines.length === 0) {
      const of = props.rows.reduce((sum, row) => sum + Number(row["posts"]), 0);
      few.replaceChildren(
        ...of < minForShare
          ? [
            element("strong", {}, "Too few posts for a share."),
            ` ${plural(of, "post")} of ${full(minForShare)} that are needed.`,
          ]
          : [props.none],
      );
    }
    draw(lines, width);
  };
}

function drawPanel(
  { note, picture, axis, point }: PanelParts,
  line: ShareLine,
  span: ChartSpan,
  width: number,
): void {
  note.textContent = percent(line.all.share);
  picture.replaceChildren(asImage(drawShare(line.points, span, width, panelHeight), describe(line)));
  axis.replaceChildren(
    coverageStrip(span, width, { withWords: false }),
    timeAxis(span.from, chartEnd(span), width),
  );
  const px = timeScale(span.from, chartEnd(span), width);
  point(line.points.map((at) => markOf(line.name, at, px)));
}

function markOf(name: string, at: SharePoint, px: (time: number) => number): PointedMark {
  const { from, to, posts, of, share, low, high, why } = at;
  const middle = px((from + to) / 2);
  return {
    key: from,
    left: middle - 0.5,
    right: middle + 0.5,
    top: marginTop,
    lines: [
      windowOf(from, to - from),
      `${name} ${percent(share)} (${percent(low)}–${percent(high)})`,
      `${full(posts)} of ${plural(of, "post")}`,
    ],
    why,
  };
}

function describe({ name, points }: ShareLine): string {
  const shares = points.map(({ share }) => share);
  return `Share of ${name} over time: from ${percent(Math.min(...shares))} to ${
    percent(Math.max(...shares))
  }, last ${percent(shares.at(-1)!)}.`;
}
