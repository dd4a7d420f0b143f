import { element, setChildren, setText } from "../dom.ts";
import { full, moment } from "../words.ts";
import { figure } from "./frame.ts";
import { markWords } from "./mark_words.ts";
import { plainText } from "./plain_text.ts";
import { sourceName } from "./source_name.ts";

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
const counterNouns = { likes: "like", replies: "reply", reposts: "repost", score: "point" };
const plurals: Record<string, string> = { reply: "replies" };
const maxTextChars = 1000;
const maxNameChars = 60;
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

function makePost(row: Record<string, unknown>, words: string[]): HTMLLIElement {
  const mood = row["mood"] === null || row["mood"] === undefined ? null : Number(row["mood"]);
  const name = mood === null ? "" : ["negative", "neutral", "positive"][mood + 1] ?? "";
  const title = plainText(row["title"], maxTextChars);
  const text = plainText(row["text"], maxTextChars);
  return element(
    "li",
    {},
    element(
      "span",
      { class: `gs-sign gs-${name || "unknown"}`, title: name || "mood unknown" },
      element("span", { "aria-hidden": "true" }, mood === null ? "·" : "−○+"[mood + 1]),
      element("span", { class: "gs-hidden" }, name || "mood unknown"),
    ),
    element(
      "div",
      {},
      title !== "" && element("p", { class: "gs-text", dir: "auto" }, ...markWords(title, words)),
      text !== "" && text !== title &&
        element("p", { class: "gs-text", dir: "auto" }, ...markWords(text, words)),
      element("p", { class: "gs-meta" }, ...metaOf(row)),
    ),
  );
}

function metaOf(row: Record<string, unknown>): (Node | null)[] {
  const part = (text: string) => text === "" ? null : element("bdi", {}, text);
  const counters = Object.entries(counterNouns).flatMap(([name, noun]) => {
    const value = Number(row[name] ?? 0);
    return value > 0
      ? [
        element(
          "bdi",
          {},
          element("b", {}, full(value)),
          value === 1 ? ` ${noun}` : ` ${plurals[noun] ?? `${noun}s`}`,
        ),
      ]
      : [];
  });
  const source = plainText(row["source"], maxNameChars);
  return [
    ...counters,
    part(row["created_at"] instanceof Date ? moment(row["created_at"].getTime()) : ""),
    part(sourceName(source)),
    part(plainText(row["community"], maxNameChars)),
    part(plainText(row["author"], maxNameChars)),
    originalLink(String(row["url"] ?? "")),
  ];
}

// Addresses come from posts: anything but http(s) stays unlinked.
function originalLink(url: string): HTMLElement | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  return element("a", { href: url, rel: "noopener noreferrer nofollow ugc", target: "_blank" }, "original");
}
