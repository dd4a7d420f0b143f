import * as Plot from "@observablehq/plot";
import { clock } from "../words.ts";
import { chartEnd, type ChartSpan } from "./span.ts";

/** The hatched ground of what nobody knows before `firstKnown`, and the rule where the known part begins, named `first`. */
export function knownStart(
  { span, first }: { span: ChartSpan; first?: string | undefined },
  firstKnown: number,
): Plot.Markish {
  if (firstKnown <= span.from) return [];
  const late = (firstKnown - span.from) / (chartEnd(span) - span.from) > 0.6;
  const begun = span.oldest === null ? [] : [firstKnown];
  return [
    Plot.rectX([0], { x1: span.from, x2: firstKnown, fill: "url(#gs-hatch)" }),
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
