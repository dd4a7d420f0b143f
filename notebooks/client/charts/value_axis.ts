import * as Plot from "@observablehq/plot";

/** Room left of anything over time, so that hours line up down the page. */
export const marginLeft = 30;

/** Makes figures such as 1.25 k, for which that room is too narrow. */
const hardToWrite = 250;

/** Three to five round values from 0 on that reach over `max`; the last is the top of the frame. */
export function roundTicks(max: number, wholeOnly = true): number[] {
  const wanted = Math.max(max, wholeOnly ? 4 : 1e-9) / 5;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step =
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) =>
      step >= wanted * 0.999 && (!wholeOnly || Number.isInteger(step)) && step !== hardToWrite
    ) ?? 10 * power;
  const ticks = [0];
  while (ticks.at(-1)! < max && ticks.length < 10) ticks.push(ticks.length * step);
  return ticks.length > 1 ? ticks : [0, step];
}

/** Hairline grid with figures flush left at the title's edge, and a base line. */
export function valueAxis(ticks: number[], label: (value: number) => string): Plot.Markish[] {
  return [
    Plot.gridY(ticks.slice(1), { stroke: "var(--gs-grid)", strokeOpacity: 1 }),
    Plot.text(ticks, {
      y: (value: number) => value,
      text: label,
      frameAnchor: "left",
      textAnchor: "start",
      dx: -marginLeft,
      fill: "var(--gs-ink-3)",
      fontSize: 12,
    }),
  ];
}

/** The line on which everything stands. */
export function baseLine(): Plot.Markish {
  return Plot.ruleY([0], { stroke: "var(--gs-ink-2)" });
}
