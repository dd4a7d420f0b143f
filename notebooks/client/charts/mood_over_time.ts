import { element } from "../dom.ts";
import { clock, day, full, percent, plural, zone } from "../words.ts";
import { coverageStrip } from "./coverage_strip.ts";
import { drawMoods } from "./draw_moods.ts";
import { figure } from "./frame.ts";
import { asImage } from "./picture.ts";
import { pointer } from "./pointer.ts";
import { type MoodPoint, moodPoints, postsPerPoint, sumJudged } from "./mood_points.ts";
import { minForShare, type Share } from "./share.ts";
import { chartEnd, type ChartSpan, withCoverage } from "./span.ts";
import { timeAxis } from "./time_axis.ts";
import { marginTop, timeScale } from "./time_plot.ts";

/** Between what says that there are too few, and the empty picture. */
const gapPx = 12;

/** Rows have `start`, `negative`, `neutral` and `positive`; posts of unknown mood are in none of them. */
export interface MoodOverTime {
  rows: Record<string, unknown>[];
  span: ChartSpan;
  title?: string;
  /** Rows of the view `coverage` for the strip below. */
  coverage?: Record<string, unknown>[];
}

/** Shares of negative and positive posts with their 95 % band; neighbours are joined until a share can be drawn. */
export function moodOverTime(props: MoodOverTime): HTMLElement {
  return figure({
    kind: "mood-over-time",
    title: ({ title }) => title ?? "Mood over time",
    subtitle: ({ rows }) =>
      `Share of posts, %, joined up to reach ${full(postsPerPoint(rows))} posts. Band: 95 % interval.`,
    mount,
    counted: ({ rows }) => rows,
    table: ({ rows, span }) => ({
      columns: ["Window", "Posts", "Negative", "Positive"],
      rows: moodPoints(rows, span).map((point) => [
        { text: windowOf(point), by: point.from },
        point.judged,
        { text: percent(point.negative.share), by: point.negative.share },
        { text: percent(point.positive.share), by: point.positive.share },
      ]),
    }),
  }, props);
}

function mount(body: HTMLElement) {
  const few = element("div", { class: "gs-box", hidden: true });
  const plot = element("div", { class: "gs-plot" });
  const picture = element("div", {});
  const axis = element("div", {});
  body.append(few, plot, axis);
  plot.append(picture);
  const point = pointer(plot, "Mood over time");
  return ({ rows, span: bare, coverage }: MoodOverTime, width: number) => {
    const span = withCoverage(bare, coverage);
    const points = moodPoints(rows, span);
    const height = width < 480 ? 240 : 280;
    const marginRight = width < 480 ? 72 : 84;
    // The place stays as tall as the chart, so that nothing below it jumps when it comes.
    body.style.minHeight = `${height + 48}px`;
    few.hidden = points.length > 0;
    if (points.length === 0) {
      const judged = sumJudged(rows);
      few.replaceChildren(
        element("strong", {}, "Too few posts for a share."),
        ` ${plural(judged, "post")} with a mood, ${minForShare} are needed.`,
      );
    }
    const room = few.hidden ? height : height - gapPx - (width < 480 ? 66 : 46);
    picture.style.marginTop = `${few.hidden ? 0 : gapPx}px`;
    picture.replaceChildren(asImage(drawMoods(points, span, width, room, marginRight), describe(points)));
    axis.replaceChildren(
      coverageStrip(span, width, { withWords: false, marginRight }),
      timeAxis(span.from, chartEnd(span), width, marginRight),
    );
    const px = timeScale(span.from, chartEnd(span), width, marginRight);
    point(
      points.map((at) => ({
        key: at.from,
        left: px(at.time) - 0.5,
        right: px(at.time) + 0.5,
        top: marginTop,
        lines: linesOf(at),
        why: at.why,
      })),
    );
  };
}

function linesOf(point: MoodPoint): string[] {
  const share = (name: string, { share, low, high }: Share) =>
    `${name} ${percent(share)} (${percent(low)}–${percent(high)})`;
  return [
    windowOf(point),
    share("− negative", point.negative),
    share("+ positive", point.positive),
    `of ${plural(point.judged, "post")}`,
  ];
}

function windowOf({ from, to }: MoodPoint): string {
  const end = day(from) === day(to) ? clock(to) : `${day(to)} ${clock(to)}`;
  return `${day(from)}, ${clock(from)}–${end} ${zone(from)}`;
}

function describe(points: MoodPoint[]): string {
  if (points.length === 0) return "Share of negative posts over time: too few posts for a share.";
  const shares = points.map((point) => point.negative.share);
  return `Share of negative posts over time: from ${percent(Math.min(...shares))} to ${
    percent(Math.max(...shares))
  }, last ${percent(shares.at(-1)!)}.`;
}
