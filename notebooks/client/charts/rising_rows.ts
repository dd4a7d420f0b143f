import { element, setText } from "../dom.ts";
import { few, full, times } from "../words.ts";
import { figure } from "./frame.ts";
import type { RankCells } from "./rank_row.ts";
import { rankTable } from "./rank_table.ts";
import type { Ranking } from "./rank_row.ts";

/** Rows have the column `name`, `posts` and `expected`. */
export interface RisingRows extends Ranking {
  title: string;
  /** What is expected, and from where. */
  subtitle: string;
}

/** What is said more than expected: a bar for what was seen, a tick for what was expected. */
export function risingRows(props: RisingRows): HTMLElement {
  return figure({
    kind: "rising-rows",
    title: ({ title }) => title,
    subtitle: ({ subtitle }) => subtitle,
    mount,
    table: ({ rows, name, noun }) => ({
      columns: [noun, "Posts", "Expected"],
      rows: rows.map((row) => [
        String(row[name] ?? ""),
        Number(row["posts"]),
        { text: few(Number(row["expected"])), by: Number(row["expected"]) },
      ]),
    }),
  }, props);
}

function mount(body: HTMLElement) {
  let most = 1;
  const legend = [
    element("i", { class: "gs-volume" }),
    element("span", {}, "posts"),
    element("i", { class: "gs-expected" }),
    "expected",
  ];
  const posts = (row: Record<string, unknown>) => Number(row["posts"]);
  const expected = (row: Record<string, unknown>) => Number(row["expected"]);
  const columns = [
    { head: "posts", by: posts },
    { head: "expected", wide: true, by: expected },
    // What was not expected at all is the newest.
    { head: "times", by: (row: Record<string, unknown>) => posts(row) / Math.max(0.05, expected(row)) },
  ];
  const draw = rankTable(body, legend, columns, (row, cells) => fill(row, cells, most));
  return (props: RisingRows) => {
    most = Math.max(1, ...props.rows.map((row) => Math.max(Number(row["posts"]), Number(row["expected"]))));
    draw(props);
  };
}

function fill(row: Record<string, unknown>, { bar, values }: RankCells, most: number): void {
  const count = Number(row["posts"]);
  const expected = Number(row["expected"]);
  const share = (value: number) => `${Math.max(0.5, value / most * 100)}%`;
  const seen = element("i", { class: "gs-volume" });
  const tick = element("i", { class: "gs-expected" });
  seen.style.flex = `0 0 ${share(count)}`;
  tick.style.left = share(expected);
  bar.replaceChildren(seen, tick);
  const [posts, wanted, factor] = values as [HTMLElement, HTMLElement, HTMLElement];
  setText(posts, full(count));
  setText(wanted, few(expected));
  setText(factor, times(count, expected));
}
