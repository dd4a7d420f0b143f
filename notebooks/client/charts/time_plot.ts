import * as Plot from "@observablehq/plot";
import { chartEnd, type ChartSpan } from "./span.ts";
import { marginLeft } from "./value_axis.ts";

/** Room above the marks of a chart over time, CSS pixels. */
export const marginTop = 14;

/** What a chart over time is made of; it stands on `marginLeft`, and its values begin at 0. */
export interface TimePlot {
  span: ChartSpan;
  width: number;
  height: number;
  marginRight?: number;
  /** The highest value of the frame. */
  top: number;
  marks: Plot.Markish[];
}

/** The picture of marks over time, without axes: those stand around it. */
export function timePlot({ span, width, height, marginRight = 0, top, marks }: TimePlot): Element {
  return Plot.plot({
    className: "plot",
    width,
    height,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom: 2,
    x: { type: "linear", domain: [span.from, chartEnd(span)], axis: null },
    y: { domain: [0, top], axis: null },
    marks,
  });
}

/** Where times from `from` to `to` stand in a picture of this width, CSS pixels from its left edge. */
export function timeScale(
  from: number,
  to: number,
  width: number,
  marginRight = 0,
): (time: number) => number {
  const plotWidth = Math.max(1, width - marginLeft - marginRight);
  return (time) => marginLeft + (time - from) / (to - from) * plotWidth;
}
