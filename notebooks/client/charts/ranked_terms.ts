import { element, setChildren, setText } from "../dom.ts";
import { full, percent } from "../words.ts";
import { figure } from "./frame.ts";
import { minForShare } from "./share.ts";

/** Rows have `term` and `posts`, and may have `negative`, `neutral` and `positive`. */
export interface RankedTerms {
  rows: Record<string, unknown>[];
  title?: string;
  subtitle?: string;
  /** What a row is, for the column's head. */
  noun?: string;
  /** Called with the term of a row that was chosen. */
  choose?: (term: string) => void;
}

const minForSplit = 20;
const moods = ["negative", "neutral", "positive"] as const;

/** Rows of a ranking: name, bar, count; the bar is split by mood from 20 posts on. */
export function rankedTerms(props: RankedTerms): HTMLElement {
  return figure({
    kind: "ranked-terms",
    title: ({ title, rows }) =>
      title ?? (rows.length > 0 ? `“${rows[0]!["term"]}” is named most` : "Words named most"),
    subtitle: ({ subtitle }) =>
      subtitle ?? `Posts that name the word; split by mood from ${minForSplit} posts on`,
    mount,
    table: ({ rows }) => ({
      columns: ["Term", "Posts", ...moods],
      rows: rows.map((
        row,
      ) => [
        String(row["term"]),
        full(Number(row["posts"])),
        ...moods.map((mood) => full(Number(row[mood] ?? 0))),
      ]),
    }),
  }, props);
}

function mount(body: HTMLElement) {
  const noun = element("th", { scope: "col" });
  const list = element("tbody", {});
  const legend = element(
    "th",
    { scope: "col", class: "gs-legend" },
    ...moods.flatMap((
      mood,
      index,
    ) => [element("i", { class: `gs-${mood}` }), `${"−○+"[index]} `, element("span", {}, mood)]),
  );
  body.append(element(
    "table",
    { class: "gs-ranked" },
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        noun,
        legend,
        element("th", { scope: "col" }, "posts"),
        element("th", { scope: "col", class: "gs-wide" }, "− %"),
      ),
    ),
    list,
  ));
  const none = element("p", { class: "gs-sub" }, "None in this window");
  body.append(none);
  const known = new Map<string, TermRow>();
  let choose: RankedTerms["choose"];
  return (props: RankedTerms) => {
    choose = props.choose;
    setText(noun, props.noun ?? "Term");
    none.hidden = props.rows.length > 0;
    const most = Math.max(1, ...props.rows.map((row) => Number(row["posts"])));
    const terms = props.rows.map((row) => String(row["term"]));
    for (const term of [...known.keys()]) if (!terms.includes(term)) known.delete(term);
    for (const row of props.rows) {
      const term = String(row["term"]);
      const shown = known.get(term) ?? makeRow(term, (name) => choose?.(name));
      known.set(term, shown);
      shown.update(row, most);
    }
    // Ranks stand still while someone points at them or reads them with the keyboard.
    const busy = list.matches(":hover, :focus-within") && list.children.length === terms.length;
    if (!busy || terms.some((term) => known.get(term)!.node.parentNode !== list)) {
      const focused = list.matches(":focus-within");
      setChildren(
        list,
        terms.map((term) => known.get(term)!.node),
      );
      // The row that was chosen is gone: the keyboard goes on from the first one.
      if (focused && !list.matches(":focus-within")) list.querySelector("button")?.focus();
    }
  };
}

interface TermRow {
  node: HTMLTableRowElement;
  update(row: Record<string, unknown>, most: number): void;
}

function makeRow(term: string, choose: (term: string) => void): TermRow {
  const bar = element("div", { class: "gs-hbar" });
  const posts = element("td", {});
  const share = element("td", { class: "gs-wide gs-quiet" });
  const name = element("button", {
    type: "button",
    title: `Add ${term} to the topic`,
    onclick: () => choose(term),
  }, term);
  const node = element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, bar), posts, share);
  return {
    node,
    update(row, most) {
      const count = Number(row["posts"]);
      const split = moods.map((mood) => Number(row[mood] ?? 0));
      const judged = split.reduce((sum, value) => sum + value, 0);
      const parts = count >= minForSplit && judged > 0 ? split : [count];
      bar.style.width = `${Math.max(0.5, count / most * 100)}%`;
      bar.replaceChildren(...parts.map((value, index) => {
        const part = element("i", { class: parts.length === 1 ? "gs-volume" : `gs-${moods[index]}` });
        part.style.flexGrow = String(value);
        part.hidden = value === 0;
        return part;
      }));
      setText(posts, full(count));
      setText(share, judged >= minForShare ? String(Math.round(split[0]! / judged * 100)) : "–");
      share.title = judged >= minForShare
        ? `${percent(split[0]! / judged)} negative`
        : `Fewer than ${minForShare} posts with a mood: too few for a share`;
    },
  };
}
