import { element, setChildren, setText } from "../dom.ts";
import { full } from "../words.ts";
import { figure } from "./frame.ts";
import { makePost } from "./post_item.ts";

/** Rows have `source`, `id`, `created_at`, `text`, and may have `title`, `author`, `community`, `url`, `mood` and counters. */
export interface NewestPosts {
  rows: Record<string, unknown>[];
  title?: string;
  subtitle?: string;
  /** What stands in place of the posts where there are none. */
  none?: string;
  /** Words to set in bold. */
  words?: string[];
  /** How many to show at first. */
  limit?: number;
}

const shownAtFirst = 8;
const step = 12;

/** The newest posts, newest first. While someone reads in the list, new ones wait behind a button. */
export function newestPosts(props: NewestPosts): HTMLElement {
  return figure({
    kind: "newest-posts",
    title: ({ title }) => title ?? "Newest posts",
    subtitle: ({ subtitle }) => subtitle ?? "Newest first, mood at the left",
    mount,
  }, props);
}

function mount(body: HTMLElement) {
  const waiting = element("button", { type: "button", class: "gs-more", hidden: true });
  const list = element("ol", { class: "gs-posts" });
  const more = element("button", { type: "button", class: "gs-more", hidden: true });
  const none = element("p", { class: "gs-box" });
  body.append(waiting, list, more, none);
  const known = new Map<string, HTMLLIElement>();
  let limit = 0;
  let current: NewestPosts = { rows: [] };
  let words = "";
  const draw = () => {
    const rows = current.rows.slice(0, limit);
    const keys = rows.map(keyOf);
    for (const key of [...known.keys()]) if (!keys.includes(key)) known.delete(key);
    setChildren(
      list,
      rows.map((row) => {
        const key = keyOf(row);
        const item = known.get(key) ?? makePost(row, current.words ?? []);
        known.set(key, item);
        return item;
      }),
    );
    list.hidden = rows.length === 0;
    none.hidden = !list.hidden;
    setText(none, current.none ?? "No posts in this window.");
    waiting.hidden = true;
    const left = current.rows.length - rows.length;
    more.hidden = left <= 0;
    setText(more, `Show ${Math.min(step, left)} more`);
  };
  waiting.addEventListener("click", draw);
  more.addEventListener("click", () => {
    limit += step;
    draw();
  });
  return (props: NewestPosts) => {
    const sameWords = (props.words ?? []).join(" ") === words;
    if (!sameWords) known.clear();
    words = (props.words ?? []).join(" ");
    current = props;
    limit ||= props.limit ?? shownAtFirst;
    const fresh = props.rows.findIndex((row) => known.has(keyOf(row)));
    if (sameWords && fresh !== 0 && list.matches(":focus-within") && known.size > 0) {
      waiting.hidden = false;
      setText(waiting, fresh === -1 ? "Newer posts" : `${full(fresh)} new post${fresh === 1 ? "" : "s"}`);
    } else draw();
  };
}

function keyOf(row: Record<string, unknown>): string {
  return `${row["source"]} ${row["id"]} ${row["revision"] ?? 0}`;
}
