import { svgElement } from "../dom.ts";
import { chartEnd, type ChartSpan } from "./span.ts";
import { timeScale } from "./time_plot.ts";

const stripHeight = 8;
const wordsHeight = 16;
const charPx = 5.8;

/** A stretch of time by what was received in it; UTC milliseconds. */
interface Stretch {
  state: "followed" | "gap";
  from: number;
  to: number;
  words: string;
}

/** The strip under a time axis: what was followed, and what is a gap; words where there is something to tell apart. */
export function coverageStrip(span: ChartSpan, width: number, withWords = true): SVGSVGElement {
  const stretches = stretchesOf(span);
  const height = stripHeight +
    (withWords && stretches.some(({ state }) => state !== "followed") ? wordsHeight : 0);
  const svg = svgElement("svg", { class: "gs-strip", width, height, role: "img" });
  svg.setAttribute("aria-label", `Coverage: ${stretches.map(({ words }) => words).join(", then ")}`);
  const end = chartEnd(span);
  const x = timeScale(span.from, end, width);
  for (const { state, from, to, words } of stretches) {
    const [left, right] = [x(from), x(to)];
    const inset = state === "gap" ? 0.5 : 0;
    svg.append(svgElement("rect", {
      class: `gs-${state}`,
      x: left + inset,
      y: inset,
      width: Math.max(1, right - left - 2 * inset),
      height: stripHeight - 2 * inset,
    }));
    const fitting = [words, state].find((text) => text.length * charPx < right - left);
    if (height > stripHeight && fitting !== undefined) {
      svg.append(svgElement("text", { x: left, y: stripHeight + 12 }, fitting));
    }
  }
  return svg;
}

function stretchesOf(span: ChartSpan): Stretch[] {
  const { from, oldest } = span;
  const end = chartEnd(span);
  if (oldest === null || oldest >= end) {
    return [{ state: "gap", from, to: end, words: "gap: nothing received" }];
  }
  if (oldest - from < span.bucketMs) return [{ state: "followed", from, to: end, words: "followed" }];
  return [
    { state: "gap", from, to: oldest, words: "gap: nothing received" },
    { state: "followed", from: oldest, to: end, words: "followed" },
  ];
}
