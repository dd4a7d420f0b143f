import * as Plot from "@observablehq/plot";
import { knownStart } from "./known_start.ts";
import type { MoodPoint } from "./mood_points.ts";
import { type ChartSpan, knownFrom } from "./span.ts";
import { timePlot } from "./time_plot.ts";
import { baseLine, valueAxis } from "./value_axis.ts";

/** The picture of both shares over time with their bands, each named at its end. */
export function drawMoods(
  points: MoodPoint[],
  span: ChartSpan,
  width: number,
  height: number,
  marginRight: number,
): Element {
  const last = points.at(-1);
  return timePlot({
    span,
    width,
    height,
    marginRight,
    top: 100,
    marks: [
      valueAxis([0, 25, 50, 75, 100], String),
      knownStart({ span }, knownFrom(span)),
      baseLine(),
      (["negative", "positive"] as const).map((mood) => line(points, mood)),
      last && labels(last).map(({ mood, y, text }) =>
        Plot.text([last], {
          x: (point: MoodPoint) => point.time,
          y: () => y,
          text: () => text,
          textAnchor: "start",
          dx: 10,
          fill: `var(--gs-${mood}-text)`,
          fontWeight: 620,
          fontSize: 12,
        })
      ),
    ],
  });
}

function line(points: MoodPoint[], mood: "negative" | "positive"): Plot.Markish {
  const color = mood === "negative" ? "var(--gs-neg)" : "var(--gs-pos)";
  const x = (point: MoodPoint) => point.time;
  const y = (point: MoodPoint) => point[mood].share * 100;
  return [
    Plot.areaY(points, {
      x,
      y1: (point: MoodPoint) => point[mood].low * 100,
      y2: (point: MoodPoint) => point[mood].high * 100,
      fill: color,
      fillOpacity: 0.16,
    }),
    Plot.lineY(points, { x, y, stroke: color, strokeWidth: 1.75 }),
    Plot.dot(points.length <= 60 ? points : [], { x, y, fill: color, r: points.length <= 30 ? 3 : 2 }),
    Plot.ruleX(points.length === 1 ? points : [], {
      x,
      y1: (point: MoodPoint) => point[mood].low * 100,
      y2: (point: MoodPoint) => point[mood].high * 100,
      stroke: color,
    }),
  ];
}

// Two labels at the same height would lie on each other.
function labels(last: MoodPoint) {
  const negative = last.negative.share * 100;
  const positive = last.positive.share * 100;
  const push = Math.max(0, 7 - Math.abs(negative - positive)) / 2;
  const up = negative >= positive ? 1 : -1;
  return [
    { mood: "neg", y: negative + up * push, text: "− negative" },
    { mood: "pos", y: positive - up * push, text: "+ positive" },
  ];
}
