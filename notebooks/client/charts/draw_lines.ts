import * as Plot from "@observablehq/plot";
import { knownStart } from "./known_start.ts";
import { knownFrom } from "./span.ts";
import { timePlot } from "./time_plot.ts";
import { baseLine, roundTicks, valueAxis } from "./value_axis.ts";
import type { ChartSpan } from "./span.ts";

/** Rows have `start`, `value` and, where there is more than one line, `line`: its name. */
export interface LineOverTime {
  rows: Record<string, unknown>[];
  span: ChartSpan;
  title: string;
  subtitle: string;
  /** Names the rule where measuring began: `First measured`. */
  first?: string;
  /** A value in words with its unit: `12 lines`. */
  words(value: number): string;
  /** A value as short as an axis has it. */
  tick(value: number): string;
}

/** A line: its name, empty where it is the only one, and its values in order of time. */
export interface Line {
  name: string;
  points: { start: number; value: number }[];
}

const labelPx = 14;
const strokes = ["var(--gs-ink-2)", "var(--gs-volume)", "var(--gs-rule-strong)"];

/** The lines that rows make, in the order in which they first appear. */
export function linesOf(rows: LineOverTime["rows"]): Line[] {
  const names = [...new Set(rows.map((row) => String(row["line"] ?? "")))];
  return names.map((name) => ({
    name,
    points: rows.filter((row) => String(row["line"] ?? "") === name)
      .map((row) => ({ start: Number(row["start"]), value: Number(row["value"]) }))
      .sort((a, b) => a.start - b.start),
  }));
}

/** The picture of the lines, each named at its end where there are several. */
export function drawLines(
  { span, tick, first }: LineOverTime,
  lines: Line[],
  width: number,
  height: number,
  marginRight: number,
): Element {
  const top = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const ticks = roundTicks(top);
  return timePlot({
    span,
    width,
    height,
    marginRight,
    top: ticks.at(-1)!,
    marks: [
      valueAxis(ticks, tick),
      knownStart({ span, first }, knownFrom(span)),
      baseLine(),
      lines.length > 1 ? endLabels(lines, ticks.at(-1)! / (height - 16) * labelPx, span.bucketMs) : [],
      lines.map(({ points }, index) => {
        const stroke = strokes[index % strokes.length]!;
        const x = ({ start }: { start: number }) => start + span.bucketMs / 2;
        const y = ({ value }: { value: number }) => value;
        return [
          Plot.lineY(withBreaks(points, span.bucketMs), { x, y, stroke, strokeWidth: 1.75 }),
          Plot.dot(points.length <= 30 ? points : [], { x, y, fill: stroke, r: 2.5 }),
        ];
      }),
    ],
  });
}

// Names at the ends, lowest first; one that would lie on the one below is pushed up.
function endLabels(lines: Line[], apart: number, bucketMs: number): Plot.Markish {
  let free = -Infinity;
  const labels = lines
    .map(({ name, points }) => ({ name, ...points.at(-1)! }))
    .sort((a, b) => a.value - b.value)
    .map((label) => {
      free = Math.max(label.value, free + apart);
      return { ...label, value: free };
    });
  return Plot.text(labels, {
    x: ({ start }) => start + bucketMs / 2,
    y: "value",
    text: "name",
    textAnchor: "start",
    dx: 10,
    fill: "var(--gs-ink)",
    fontSize: 12,
  });
}

// A value that is not a number breaks the line: what was not measured is not drawn.
function withBreaks(points: Line["points"], bucketMs: number): Line["points"] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const gap = before !== undefined && point.start - before.start > 1.5 * bucketMs;
    return gap ? [{ start: before.start + bucketMs, value: NaN }, point] : [point];
  });
}
