import type { Stretch } from "../../page/coverage.ts";
import { svgElement } from "../dom.ts";
import { chartEnd, type ChartSpan, coverageOf } from "./span.ts";
import { timeScale } from "./time_plot.ts";

const stripHeight = 8;
const wordsHeight = 16;
const charPx = 5.8;
const gapPx = 8;

/** The strip under a time axis: what was followed, and what was not; words where there is something to tell apart. */
export function coverageStrip(
  span: ChartSpan,
  width: number,
  { withWords = true, marginRight = 0 }: { withWords?: boolean; marginRight?: number } = {},
): SVGSVGElement {
  return drawStrip(
    coverageOf(span),
    width,
    timeScale(span.from, chartEnd(span), width, marginRight),
    withWords,
  );
}

/** Stretches as a strip; `x` is where a time stands. */
export function drawStrip(
  stretches: Stretch[],
  width: number,
  x: (time: number) => number,
  withWords: boolean,
): SVGSVGElement {
  const worded = withWords && stretches.some(({ state }) => state !== "followed");
  const height = stripHeight + (worded ? wordsHeight : 0);
  const svg = svgElement("svg", {
    class: "gs-strip",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
  });
  svg.setAttribute("aria-label", `Coverage: ${stretches.map(({ words }) => words).join(", then ")}`);
  let free = 0;
  for (const { state, from, to, words } of stretches) {
    const [left, right] = [x(from), x(to)];
    const inset = state === "followed" ? 0 : 0.5;
    const box = svgElement("rect", {
      class: `gs-${state}`,
      x: left + inset,
      y: inset,
      width: Math.max(1, right - left - 2 * inset),
      height: stripHeight - 2 * inset,
    });
    box.append(svgElement("title", {}, words));
    svg.append(box);
    const start = Math.max(left, free);
    const fitting = [words, words.split(/[:,]/)[0]!].find((text) => text.length * charPx < right - start);
    if (!worded || fitting === undefined) continue;
    svg.append(svgElement("text", { x: start, y: stripHeight + 12 }, fitting));
    free = start + fitting.length * charPx + gapPx;
  }
  return svg;
}
