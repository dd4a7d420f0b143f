import { element, setText } from "../dom.ts";
import { full, percent } from "../words.ts";
import { figure } from "./frame.ts";
import { moodNames } from "./mood_name.ts";
import type { RankCells } from "./rank_row.ts";
import { rankTable } from "./rank_table.ts";
import type { Ranking } from "./rank_row.ts";
import { minForShare } from "./share.ts";

type Row = Record<string, unknown>;

/** Rows have the column `name` and `posts`, and may have `negative`, `neutral` and `positive`. */
export interface RankedRows extends Ranking {
  title: string;
  subtitle?: string;
}

const minForSplit = 20;
/** What a full bar stands for at least: one post is no full bar. */
const leastFull = 8;

/** A ranking by count; each bar is split by mood from 20 posts on. */
export function rankedRows(props: RankedRows): HTMLElement {
  return figure({
    kind: "ranked-rows",
    title: ({ title }) => title,
    subtitle: ({ subtitle }) => subtitle ?? `Posts; split by mood from ${minForSplit} on`,
    mount,
    table: ({ rows, name, noun }) => ({
      columns: [noun, "Posts", ...moodNames],
      rows: rows.map((row) => [
        String(row[name] ?? ""),
        Number(row["posts"]),
        ...moodNames.map((mood) => Number(row[mood] ?? 0)),
      ]),
    }),
  }, props);
}

const legend = moodNames.flatMap((mood, index) => [
  () => element("i", { class: `gs-${mood}` }),
  () => `${"−○+"[index]} `,
  () => element("span", {}, mood),
]);

function mount(body: HTMLElement) {
  let most = 1;
  const columns = [
    { head: "posts", by: (row: Row) => Number(row["posts"]) },
    { head: "− %", wide: true, by: negativeShare },
  ];
  const draw = rankTable(body, legend.map((make) => make()), columns, (row, cells) => fill(row, cells, most));
  return (props: RankedRows) => {
    most = Math.max(leastFull, ...props.rows.map((row) => Number(row["posts"])));
    // What explains the split keeps its place where no row is split, but says nothing.
    body.classList.toggle("gs-unsplit", !props.rows.some(isSplit));
    draw(props);
  };
}

function fill(row: Row, { bar, values }: RankCells, most: number): void {
  const count = Number(row["posts"]);
  const split = splitOf(row);
  const negative = negativeShare(row);
  const parts = isSplit(row) ? split : [count];
  bar.style.width = `${Math.max(0.5, count / most * 100)}%`;
  bar.replaceChildren(...parts.map((value, index) => {
    const part = element("i", { class: parts.length === 1 ? "gs-volume" : `gs-${moodNames[index]}` });
    part.style.flexGrow = String(value);
    part.hidden = value === 0;
    return part;
  }));
  const [posts, share] = values as [HTMLElement, HTMLElement];
  setText(posts, full(count));
  setText(share, negative === null ? "–" : String(Math.round(negative * 100)));
  share.title = negative !== null
    ? `${percent(negative)} negative`
    : `Fewer than ${minForShare} posts with a mood: too few for a share`;
}

function negativeShare(row: Row): number | null {
  const split = splitOf(row);
  return sum(split) >= minForShare ? split[0]! / sum(split) : null;
}

function splitOf(row: Row): number[] {
  return moodNames.map((mood) => Number(row[mood] ?? 0));
}

function isSplit(row: Row): boolean {
  return Number(row["posts"]) >= minForSplit && sum(splitOf(row)) > 0;
}

function sum(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
