import { element, setText } from "../dom.ts";
import { few, full, times } from "../words.ts";
import { figure } from "./frame.ts";
import { type RankCells, type Ranking, rankTable } from "./rank_table.ts";

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
        full(Number(row["posts"])),
        few(Number(row["expected"])),
      ]),
    }),
  }, props);
}

function mount(body: HTMLElement) {
  let most = 1;
  const legend = [
    element("i", { class: "gs-volume" }),
    "posts",
    element("i", { class: "gs-expected" }),
    "expected",
  ];
  const columns = [{ head: "posts" }, { head: "expected", wide: true }, { head: "times" }];
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
