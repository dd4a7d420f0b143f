import * as Plot from "@observablehq/plot";
import { knownStart } from "./known_start.ts";
import type { SharePoint } from "./share_points.ts";
import { type ChartSpan, knownFrom } from "./span.ts";
import { timePlot } from "./time_plot.ts";
import { baseLine, roundTicks, valueAxis } from "./value_axis.ts";

/** The picture of one share over time with its band, in percent from 0. */
export function drawShare(points: SharePoint[], span: ChartSpan, width: number, height: number): Element {
  const ticks = roundTicks(Math.max(...points.map(({ high }) => high * 100)));
  const x = ({ from, to }: SharePoint) => (from + to) / 2;
  const y = ({ share }: SharePoint) => share * 100;
  const band = { x, y1: ({ low }: SharePoint) => low * 100, y2: ({ high }: SharePoint) => high * 100 };
  return timePlot({
    span,
    width,
    height,
    top: ticks.at(-1)!,
    marks: [
      valueAxis(ticks.filter((_, nth) => nth % 2 === 0), String),
      knownStart({ span }, knownFrom(span)),
      baseLine(),
      points.length === 1
        ? Plot.ruleX(points, { ...band, stroke: "var(--gs-volume)" })
        : Plot.areaY(points, { ...band, fill: "var(--gs-volume)", fillOpacity: 0.2 }),
      Plot.lineY(points, { x, y, stroke: "var(--gs-ink-2)", strokeWidth: 1.75 }),
      Plot.dot(points, { x, y, fill: "var(--gs-ink-2)", r: 2.5 }),
    ],
  });
}
