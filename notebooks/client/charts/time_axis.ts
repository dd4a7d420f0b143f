import { svgElement } from "../dom.ts";
import { axisDay, clock, zone } from "../words.ts";
import { startOfDay } from "../zone.ts";
import { timeScale } from "./time_plot.ts";
import { timeTicks } from "./time_ticks.ts";
import { marginLeft } from "./value_axis.ts";

/** Room for `00:00`, and for `Mon 23 Feb` where the steps are days. */
const minClockPx = 64;
const minDayPx = 88;
const height = 40;

/** The time axis below a chart: a tick at each step with its label right of it, days on a second line, the zone at the end. */
export function timeAxis(from: number, to: number, width: number, marginRight = 0): SVGSVGElement {
  const plotWidth = Math.max(1, width - marginLeft - marginRight);
  const x = timeScale(from, to, width, marginRight);
  const { ticks, byDay, withYear } = timeTicks(from, to, {
    clock: plotWidth / minClockPx,
    day: plotWidth / minDayPx,
  });
  const svg = svgElement("svg", {
    class: "gs-time-axis",
    width,
    height,
    // Where a report without script makes pictures smaller, all parts of a chart shrink alike.
    viewBox: `0 0 ${width} ${height}`,
    "aria-hidden": "true",
  });
  const end = x(to);
  const label = (px: number, y: number, text: string, anchor = "start") =>
    svg.append(svgElement("text", { x: px, y, "text-anchor": anchor }, text));
  let dayEnd = -Infinity;
  let named = false;
  const writeDay = (px: number, time: number) => {
    const text = axisDay(time, withYear);
    if (px < dayEnd || px + text.length * 6.4 > end) return;
    named = true;
    label(px, 33, text);
    dayEnd = px + text.length * 6.4 + 12;
  };
  const zoneName = zone(to);
  label(end, 18, zoneName, "end");
  if (!byDay && (ticks[0] === undefined || startOfDay(ticks[0]) !== ticks[0])) writeDay(marginLeft + 5, from);
  for (const time of ticks) {
    const px = x(time);
    svg.append(svgElement("line", { x1: px, x2: px, y1: 0, y2: 5 }));
    const text = byDay ? axisDay(time, withYear) : clock(time);
    if (px + 5 + text.length * 6.6 < end - zoneName.length * 7 - 14) {
      label(px + 5, 18, text);
      named ||= byDay;
    }
    if (!byDay && startOfDay(time) === time) writeDay(px + 5, time);
  }
  // An axis too narrow for the name of any of its ticks says at least where it begins.
  if (!named) writeDay(marginLeft + 5, from);
  return svg;
}
