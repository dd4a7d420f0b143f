import { svgElement } from "../dom.ts";
import { clock, zone } from "../words.ts";
import { marginLeft } from "./value_axis.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Room for `00:00`, and for `Mon 23 Feb` where the steps are days. */
const minClockPx = 64;
const minDayPx = 88;
const height = 40;
const stepsMs = [
  ...[1, 5, 10, 15, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 28, 91, 182, 364, 1820].map((days) => days * dayMs),
];

/** The time axis below a chart: a tick at each step with its label right of it, days on a second line, the zone at the end. */
export function timeAxis(from: number, to: number, width: number, marginRight = 0): SVGSVGElement {
  const plotWidth = Math.max(1, width - marginLeft - marginRight);
  const x = (time: number) => marginLeft + (time - from) / (to - from) * plotWidth;
  const fits = (step: number) => step / (to - from) * plotWidth >= (step < dayMs ? minClockPx : minDayPx);
  const step = stepsMs.find(fits) ?? stepsMs.at(-1)!;
  const svg = svgElement("svg", { class: "gs-time-axis", width, height, "aria-hidden": "true" });
  const end = x(to);
  const label = (px: number, y: number, text: string, anchor = "start") =>
    svg.append(svgElement("text", { x: px, y, "text-anchor": anchor }, text));
  let dayEnd = -Infinity;
  const writeDay = (px: number, time: number) => {
    const text = shortDay(time, step >= 28 * dayMs);
    if (px < dayEnd || px + text.length * 6.4 > end) return;
    label(px, 33, text);
    dayEnd = px + text.length * 6.4 + 12;
  };
  const zoneName = zone(to);
  label(end, 18, zoneName, "end");
  const ticks = ticksOf(from, to, step);
  if (step < dayMs && (ticks[0] === undefined || !isMidnight(ticks[0]))) writeDay(marginLeft + 5, from);
  for (const time of ticks) {
    const px = x(time);
    svg.append(svgElement("line", { x1: px, x2: px, y1: 0, y2: 5 }));
    const text = step < dayMs ? clock(time) : shortDay(time, step >= 28 * dayMs);
    if (px + 5 + text.length * 6.6 < end - zoneName.length * 7 - 14) label(px + 5, 18, text);
    if (step < dayMs && isMidnight(time)) writeDay(px + 5, time);
  }
  return svg;
}

/** Local midnights inside a span of at most a week; drawn as dotted rules. */
export function midnights(from: number, to: number): number[] {
  return to - from > 8 * dayMs ? [] : ticksOf(from + 1, to, dayMs);
}

// Local wall-clock steps: a day with a change of clocks has 23 or 25 hours, and noon stays noon.
function ticksOf(from: number, to: number, step: number): number[] {
  const ticks: number[] = [];
  const at = new Date(from);
  at.setHours(0, 0, 0, 0);
  if (step >= 7 * dayMs) at.setDate(at.getDate() - (at.getDay() + 6) % 7);
  const advance = () => {
    if (step >= dayMs) at.setDate(at.getDate() + step / dayMs);
    else if (step >= hourMs) at.setHours(at.getHours() + step / hourMs);
    else at.setTime(at.getTime() + step);
  };
  for (let i = 0; at.getTime() < to && i < 20_000; i++, advance()) {
    if (at.getTime() >= from) ticks.push(at.getTime());
  }
  return ticks;
}

function isMidnight(time: number): boolean {
  const date = new Date(time);
  return date.getHours() === 0 && date.getMinutes() === 0;
}

function shortDay(time: number, withYear: boolean): string {
  const options = withYear
    ? { day: "numeric", month: "short", year: "numeric" } as const
    : { weekday: "short", day: "numeric", month: "short" } as const;
  return new Date(time).toLocaleDateString("en-GB", options).replace(",", "");
}
