import * as Plot from "@observablehq/plot";
import { whyOf } from "../rows.ts";
import { isChosen } from "../why/chosen.ts";
import type { Why } from "../why/why.ts";
import { axisCount, bucketName, full, plural, window as windowOf } from "../words.ts";
import { asImage } from "./picture.ts";
import type { PointedMark } from "./tip.ts";
import { knownStart } from "./known_start.ts";
import { type Bucket, chartEnd, type ChartSpan, coverageOf, isOpen } from "./span.ts";
import { midnights } from "./time_ticks.ts";
import { marginTop, timePlot, timeScale } from "./time_plot.ts";
import { baseLine, roundTicks, valueAxis } from "./value_axis.ts";

/** Bars over time, one a window, and what they count. */
export interface TimeBars {
  buckets: Bucket[];
  span: ChartSpan;
  width: number;
  height: number;
  /** What the frame reaches up to at least. */
  top: number;
  /** What a bar counts. */
  noun: string;
  /** Names the rule where the known part begins; none where the picture is too small for words. */
  first?: string;
}

/** The picture of the bars: the open window is lighter, what nobody received is hatched. */
export function drawBars(bars: TimeBars): Element {
  const { buckets, span, width, height } = bars;
  const ticks = roundTicks(bars.top);
  const top = Math.max(bars.top, ticks[1]!);
  const known = buckets.filter((bucket) => !bucket.unknown);
  const start = (bucket: Bucket) => bucket.start;
  const end = (bucket: Bucket) => bucket.start + span.bucketMs;
  const open = (bucket: Bucket) => isOpen(bucket.start, span);
  const inset = width / buckets.length > 3 ? 0.5 : 0;
  const picture = timePlot({
    span,
    width,
    height,
    top,
    marks: [
      valueAxis(ticks.filter((tick) => tick <= top), axisCount),
      Plot.ruleX(midnights(span.from, chartEnd(span)), {
        stroke: "var(--gs-rule-strong)",
        strokeDasharray: "1,3",
      }),
      knownStart(bars, known[0]?.start ?? chartEnd(span)),
      Plot.rectY(known, {
        x1: start,
        x2: end,
        y: countOf,
        fill: (bucket: Bucket) =>
          isChosen(whyOfBucket(bucket))
            ? "var(--gs-accent)"
            : open(bucket) || bucket.inPart
            ? "var(--gs-volume-soft)"
            : "var(--gs-volume)",
        insetLeft: inset,
        insetRight: inset,
      }),
      Plot.ruleY(known.filter((bucket) => open(bucket) && countOf(bucket) > 0), {
        x1: start,
        x2: end,
        y: countOf,
        stroke: "var(--gs-volume)",
        strokeDasharray: "3,2",
      }),
      baseLine(),
    ],
  });
  return asImage(picture, describe(bars));
}

/** The bars as marks to point at. */
export function barMarks({ buckets, span, width, noun }: TimeBars): PointedMark[] {
  const px = timeScale(span.from, chartEnd(span), width);
  return buckets.map((bucket) => {
    const end = bucket.start + span.bucketMs;
    const value = bucket.unknown ? "nothing received: unknown, not zero" : plural(countOf(bucket), noun);
    const lines = [
      windowOf(bucket.start, span.bucketMs),
      isOpen(bucket.start, span) && !bucket.unknown ? `${value} so far` : value,
      ...coverageWords(bucket, span),
    ];
    return {
      key: bucket.start,
      left: px(bucket.start),
      right: px(end),
      top: marginTop,
      lines,
      why: whyOfBucket(bucket),
    };
  });
}

// What is simply followed needs no word.
function coverageWords({ start, unknown }: Bucket, span: ChartSpan): string[] {
  if (unknown) return [];
  const end = start + span.bucketMs;
  const touching = coverageOf(span).filter(({ from, to }) => from < end && to > start);
  return [...new Set(touching.map(({ words }) => words))].filter((words) => words !== "followed");
}

function whyOfBucket({ row }: Bucket): Why | null {
  return row === null ? null : (row["why"] as Why | null | undefined) ?? whyOf(row);
}

/** The height of a bar. */
export function countOf(bucket: Bucket): number {
  return Number(bucket.row?.["posts"] ?? 0);
}

/** The top of a frame for bars as high as `most`: it moves in steps only, so that a chart does not breathe with every post. */
export function steadyTop(top: number, most: number): number {
  return most > top || most < top * 0.4 ? most * 1.08 : top;
}

/** The highest bar. */
export function mostOf(buckets: Bucket[]): number {
  return Math.max(0, ...buckets.map(countOf));
}

function describe({ buckets, span, noun }: TimeBars): string {
  const total = buckets.reduce((sum, bucket) => sum + countOf(bucket), 0);
  const per = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s per ${bucketName(span.bucketMs)}`;
  if (total === 0) return `${per}: none.`;
  const loudest = buckets.reduce((best, bucket) => countOf(bucket) > countOf(best) ? bucket : best);
  return `${per}: ${full(total)} in all, most in ${windowOf(loudest.start, span.bucketMs)} with ${
    full(countOf(loudest))
  }.`;
}
