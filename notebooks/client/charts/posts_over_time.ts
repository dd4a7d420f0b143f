import * as Plot from "@observablehq/plot";
import { element } from "../dom.ts";
import { bucketName, clock, full, plural, short, window as windowOf } from "../words.ts";
import { figure } from "./frame.ts";
import { asImage } from "./picture.ts";
import { pointer } from "./pointer.ts";
import { type Bucket, chartEnd, type ChartSpan, fillBuckets } from "./span.ts";
import { timeAxis } from "./time_axis.ts";
import { midnights } from "./time_ticks.ts";
import { baseLine, marginLeft, roundTicks, valueAxis } from "./value_axis.ts";

/** Rows have `start` and `posts`. */
export interface PostsOverTime {
  rows: Record<string, unknown>[];
  span: ChartSpan;
  /** A finding for the title; without one it is a plain phrase. */
  title?: string;
}

/** Bars of posts by window of time; the open window is lighter, what nobody received is hatched. */
export function postsOverTime(props: PostsOverTime): HTMLElement {
  return figure({
    kind: "posts-over-time",
    title: ({ title }) => title ?? "Posts over time",
    subtitle: ({ span }) => `Posts per ${bucketName(span.bucketMs)}, from 0. The last bar is still growing.`,
    mount,
    table: ({ rows, span }) => ({
      columns: ["Window", "Posts"],
      rows: fillBuckets(rows, span).map((
        bucket,
      ) => [windowOf(bucket.start, span.bucketMs), bucket.unknown ? "unknown" : full(postsOf(bucket))]),
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
  return ({ rows, span }: PostsOverTime, width: number) => {
    const buckets = fillBuckets(rows, span);
    const most = Math.max(0, ...buckets.map(postsOf));
    // The frame moves in steps only, so that a chart does not breathe with every post.
    if (most > top || most < top * 0.4) top = most * 1.08;
    const height = width < 480 ? 230 : 350;
    picture.replaceChildren(asImage(draw(buckets, span, width, height, top), describe(buckets, span)));
    axis.replaceChildren(timeAxis(span.from, chartEnd(span), width));
    point(marksOf(buckets, span, width));
  };
}

function draw(buckets: Bucket[], span: ChartSpan, width: number, height: number, top: number): Element {
  const ticks = roundTicks(top);
  const known = buckets.filter((bucket) => !bucket.unknown);
  const start = (bucket: Bucket) => bucket.start;
  const end = (bucket: Bucket) => bucket.start + span.bucketMs;
  const isOpen = (bucket: Bucket) => bucket.start + span.bucketMs >= span.asOf;
  const firstKnown = known[0]?.start ?? chartEnd(span);
  const inset = width / buckets.length > 3 ? 0.5 : 0;
  return Plot.plot({
    className: "plot",
    width,
    height,
    marginLeft,
    marginRight: 0,
    marginTop: 14,
    marginBottom: 2,
    x: { type: "linear", domain: [span.from, chartEnd(span)], axis: null },
    y: { domain: [0, Math.max(top, ticks[1]!)], axis: null },
    marks: [
      valueAxis(ticks.filter((tick) => tick <= Math.max(top, ticks[1]!)), short),
      Plot.ruleX(midnights(span.from, chartEnd(span)), {
        stroke: "var(--gs-rule-strong)",
        strokeDasharray: "1,3",
      }),
      firstKnown > span.from ? collectionStart(span, firstKnown) : [],
      Plot.rectY(known, {
        x1: start,
        x2: end,
        y: postsOf,
        fill: (bucket: Bucket) => isOpen(bucket) ? "var(--gs-volume-soft)" : "var(--gs-volume)",
        insetLeft: inset,
        insetRight: inset,
      }),
      Plot.ruleY(known.filter((bucket) => isOpen(bucket) && postsOf(bucket) > 0), {
        x1: start,
        x2: end,
        y: postsOf,
        stroke: "var(--gs-volume)",
        strokeDasharray: "3,2",
      }),
      baseLine(),
    ],
  });
}

function collectionStart(span: ChartSpan, firstKnown: number): Plot.Markish {
  const late = (firstKnown - span.from) / (chartEnd(span) - span.from) > 0.6;
  return [
    Plot.rectX([0], { x1: span.from, x2: firstKnown, fill: "url(#gs-hatch)" }),
    Plot.ruleX(span.oldest === null ? [] : [firstKnown], { stroke: "var(--gs-ink)" }),
    Plot.text(span.oldest === null ? [] : [firstKnown], {
      x: (time: number) => time,
      text: (time: number) => `First post ${clock(Math.max(time, span.oldest ?? time))}`,
      frameAnchor: "top",
      textAnchor: late ? "end" : "start",
      dx: late ? -6 : 6,
      fill: "var(--gs-ink)",
      fontWeight: 620,
      fontSize: 12,
      stroke: "var(--gs-bg)",
    }),
  ];
}

function marksOf(buckets: Bucket[], span: ChartSpan, width: number) {
  const px = (time: number) =>
    marginLeft + (time - span.from) / (chartEnd(span) - span.from) * (width - marginLeft);
  return buckets.map((bucket) => {
    const end = bucket.start + span.bucketMs;
    const value = bucket.unknown ? "nothing received: unknown, not zero" : plural(postsOf(bucket), "post");
    const lines = [
      windowOf(bucket.start, span.bucketMs),
      end >= span.asOf && !bucket.unknown ? `${value} so far` : value,
    ];
    return { key: bucket.start, left: px(bucket.start), right: px(end), top: 14, lines };
  });
}

function describe(buckets: Bucket[], span: ChartSpan): string {
  const total = buckets.reduce((sum, bucket) => sum + postsOf(bucket), 0);
  const loudest = buckets.reduce(
    (best, bucket) => postsOf(bucket) > postsOf(best) ? bucket : best,
    buckets[0]!,
  );
  if (total === 0) return `Posts per ${bucketName(span.bucketMs)}: none.`;
  return `Posts per ${bucketName(span.bucketMs)}: ${full(total)} in all, most in ${
    windowOf(loudest.start, span.bucketMs)
  } with ${full(postsOf(loudest))}.`;
}

function postsOf(bucket: Bucket): number {
  return Number(bucket.row?.["posts"] ?? 0);
}
