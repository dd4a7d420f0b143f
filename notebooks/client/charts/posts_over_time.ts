import { element } from "../dom.ts";
import { bucketName, window as windowOf } from "../words.ts";
import { coverageStrip } from "./coverage_strip.ts";
import { figure } from "./frame.ts";
import { pointer } from "./pointer.ts";
import { chartEnd, type ChartSpan, fillBuckets, withCoverage } from "./span.ts";
import { barMarks, countOf, drawBars, mostOf, steadyTop, type TimeBars } from "./time_bars.ts";
import { timeAxis } from "./time_axis.ts";

/** Rows have `start` and `posts`. */
export interface PostsOverTime {
  rows: Record<string, unknown>[];
  span: ChartSpan;
  /** A finding for the title; without one it is a plain phrase. */
  title?: string;
  subtitle?: string;
  /** What is counted, in the singular. */
  noun?: string;
  /** Names the rule where the known part begins: `First post`. */
  first?: string;
  /** Rows of the view `coverage` for the strip below; false where it does not apply. */
  coverage?: Record<string, unknown>[] | false;
}

/** Bars of posts by window of time over a strip that says what was followed. */
export function postsOverTime(props: PostsOverTime): HTMLElement {
  return figure({
    kind: "posts-over-time",
    title: ({ title }) => title ?? "Posts over time",
    subtitle: ({ span, subtitle }) =>
      subtitle ??
        `Posts per ${bucketName(span.bucketMs)}, from 0.${
          span.oldest === null || span.rerun === true ? "" : " The last bar is still growing."
        }`,
    mount,
    counted: ({ rows }) => rows,
    table: ({ rows, span, coverage }) => ({
      columns: ["Window", "Posts"],
      rows: fillBuckets(rows, withCoverage(span, coverage || [])).map((bucket) => [
        { text: windowOf(bucket.start, span.bucketMs), by: bucket.start },
        bucket.unknown ? "unknown" : countOf(bucket),
      ]),
    }),
  }, props);
}

function mount(body: HTMLElement) {
  const plot = element("div", { class: "gs-plot" });
  const axis = element("div", {});
  body.append(plot, axis);
  const picture = element("div", {});
  plot.append(picture);
  const point = pointer(plot, "Posts over time");
  let top = 0;
  return (
    { rows, span: bare, noun = "post", first = "First post", coverage }: PostsOverTime,
    width: number,
  ) => {
    const span = withCoverage(bare, coverage || []);
    const buckets = fillBuckets(rows, span);
    top = steadyTop(top, mostOf(buckets));
    const bars: TimeBars = { buckets, span, width, height: width < 480 ? 230 : 350, top, noun, first };
    picture.replaceChildren(drawBars(bars));
    axis.replaceChildren(
      ...(coverage === false ? [] : [coverageStrip(span, width)]),
      timeAxis(span.from, chartEnd(span), width),
    );
    point(barMarks(bars));
  };
}
