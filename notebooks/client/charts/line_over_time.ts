import * as Plot from "@observablehq/plot";
import { element } from "../dom.ts";
import { window as windowOf } from "../words.ts";
import { figure } from "./frame.ts";
import { asImage } from "./picture.ts";
import { knownStart } from "./known_start.ts";
import { pointer } from "./pointer.ts";
import { chartEnd, type ChartSpan, knownFrom } from "./span.ts";
import { timeAxis } from "./time_axis.ts";
import { marginTop, timePlot, timeScale } from "./time_plot.ts";
import { baseLine, roundTicks, valueAxis } from "./value_axis.ts";

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

interface Line {
  name: string;
  points: { start: number; value: number }[];
}

const labelPx = 14;
const strokes = ["var(--gs-ink-2)", "var(--gs-volume)", "var(--gs-rule-strong)"];

/** Lines of a measured value over time on one scale from 0, named at their end; where nothing was measured they break. */
export function lineOverTime(props: LineOverTime): HTMLElement {
  return figure({
    kind: "line-over-time",
    title: ({ title }) => title,
    subtitle: ({ subtitle }) => subtitle,
    mount,
    table: ({ rows, span, words }) => ({
      columns: ["Window", "What", "Value"],
      rows: rows.map((row) => [
        { text: windowOf(Number(row["start"]), span.bucketMs), by: Number(row["start"]) },
        String(row["line"] ?? ""),
        { text: words(Number(row["value"])), by: Number(row["value"]) },
      ]),
    }),
  }, props);
}

function mount(body: HTMLElement) {
  const none = element("div", { class: "gs-box", hidden: true });
  const plot = element("div", { class: "gs-plot" });
  const picture = element("div", {});
  const axis = element("div", {});
  body.append(none, plot, axis);
  plot.append(picture);
  const point = pointer(plot, "Measured over time");
  return (props: LineOverTime, width: number) => {
    const { rows, span } = props;
    const lines = linesOf(rows);
    const height = width < 480 ? 200 : 280;
    body.style.minHeight = `${height + 40}px`;
    none.hidden = rows.length > 0;
    plot.hidden = axis.hidden = rows.length === 0;
    if (rows.length === 0) {
      return none.replaceChildren(
        element("strong", {}, "Not measured yet."),
        " The first value comes within 10 s.",
      );
    }
    const marginRight = lines.length > 1 ? 84 : 0;
    picture.replaceChildren(asImage(draw(props, lines, width, height, marginRight), describe(props, lines)));
    axis.replaceChildren(timeAxis(span.from, chartEnd(span), width, marginRight));
    point(marksOf(props, lines, timeScale(span.from, chartEnd(span), width, marginRight)));
  };
}

function linesOf(rows: LineOverTime["rows"]): Line[] {
  const names = [...new Set(rows.map((row) => String(row["line"] ?? "")))];
  return names.map((name) => ({
    name,
    points: rows.filter((row) => String(row["line"] ?? "") === name)
      .map((row) => ({ start: Number(row["start"]), value: Number(row["value"]) }))
      .sort((a, b) => a.start - b.start),
  }));
}

function draw(
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

function marksOf({ span, words }: LineOverTime, lines: Line[], px: (time: number) => number) {
  const starts = [...new Set(lines.flatMap(({ points }) => points.map(({ start }) => start)))].sort((a, b) =>
    a - b
  );
  return starts.map((start) => ({
    key: start,
    left: px(start + span.bucketMs / 2) - 0.5,
    right: px(start + span.bucketMs / 2) + 0.5,
    top: marginTop,
    lines: [
      windowOf(start, span.bucketMs),
      ...lines.flatMap(({ name, points }) => {
        const point = points.find((point) => point.start === start);
        return point === undefined ? [] : [`${name === "" ? "" : `${name} `}${words(point.value)}`];
      }),
    ],
  }));
}

function describe({ title, words }: LineOverTime, lines: Line[]): string {
  const parts = lines.map(({ name, points }) => {
    const values = points.map(({ value }) => value);
    return `${name === "" ? "" : `${name}: `}from ${words(Math.min(...values))} to ${
      words(Math.max(...values))
    }, last ${words(values.at(-1)!)}`;
  });
  return `${title}. ${parts.join("; ")}.`;
}
