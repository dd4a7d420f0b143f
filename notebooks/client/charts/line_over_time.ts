import { element } from "../dom.ts";
import { window as windowOf } from "../words.ts";
import { drawLines, type Line, type LineOverTime, linesOf } from "./draw_lines.ts";
import { figure } from "./frame.ts";
import { asImage } from "./picture.ts";
import { pointer } from "./pointer.ts";
import { chartEnd } from "./span.ts";
import { timeAxis } from "./time_axis.ts";
import { marginTop, timeScale } from "./time_plot.ts";

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
    picture.replaceChildren(
      asImage(drawLines(props, lines, width, height, marginRight), describe(props, lines)),
    );
    axis.replaceChildren(timeAxis(span.from, chartEnd(span), width, marginRight));
    point(marksOf(props, lines, timeScale(span.from, chartEnd(span), width, marginRight)));
  };
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
