import * as Plot from "@observablehq/plot";
import { clock } from "../words.ts";
import { chartEnd, type ChartSpan, coverageOf } from "./span.ts";

/**
 * The hatched ground of what was not followed, or by some streams only, and the rule where the known part begins at `firstKnown`,
 * named `first`.
 */
export function knownStart(
  { span, first }: { span: ChartSpan; first?: string | undefined },
  firstKnown: number,
): Plot.Markish {
  const missing = coverageOf(span).filter(({ state }) => state === "gap" || state === "part");
  const hatched = missing
    .map(({ from, to }) => ({ from, to: from <= span.from && to > firstKnown ? firstKnown : to }))
    .filter(({ from, to }) => to > from);
  const late = (firstKnown - span.from) / (chartEnd(span) - span.from) > 0.6;
  const begun = firstKnown <= span.from || firstKnown >= chartEnd(span) ? [] : [firstKnown];
  return [
    Plot.rectX(hatched, { x1: "from", x2: "to", fill: "url(#gs-hatch)" }),
    Plot.ruleX(begun, { stroke: "var(--gs-ink)" }),
    first === undefined ? [] : Plot.text(begun, {
      x: (time: number) => time,
      text: (time: number) => `${first} ${clock(Math.max(time, span.oldest ?? time))}`,
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
