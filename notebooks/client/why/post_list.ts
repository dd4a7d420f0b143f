import type { PageTime } from "../../page/page_time.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import { element, setText } from "../dom.ts";
import { full, plural } from "../words.ts";
import type { AskWhy } from "./ask.ts";
import { foldedPosts } from "./near_copies.ts";
import type { Why } from "./why.ts";

const nextPosts = 20;

/** The posts behind a number, frozen at `seen`: the first of them, then the next ones on request, and all as CSV. */
export function postList(
  { why, behind, seen, words, ask }: {
    why: Why;
    behind: PostsBehind;
    seen: PageTime;
    words: string[];
    ask: AskWhy;
  },
): HTMLElement {
  const list = foldedPosts();
  const more = element("button", { type: "button", class: "gs-more" });
  const add = (posts: Record<string, unknown>[]) => {
    list.add(posts, words);
    const left = (behind.held ?? behind.count) - list.count;
    more.hidden = left <= 0;
    setText(more, `Next ${full(Math.min(nextPosts, left))} of ${full(behind.count)}`);
  };
  more.addEventListener("click", async () => {
    const at = list.count;
    const last = list.node.lastElementChild;
    const answer = await ask.posts(why, seen, { offset: at, limit: nextPosts });
    if ("problem" in answer) return setText(more, `✕ ${answer.problem} Try again`);
    if (at !== list.count) return;
    add(answer.value.posts);
    const next = last?.nextElementSibling;
    if (!more.hidden || !(next instanceof HTMLElement)) return;
    // The button that had the focus is gone; it goes on from the first new post.
    next.tabIndex = -1;
    next.focus();
  });
  add(behind.posts);
  const href = ask.csvHref(why, seen);
  const csv = href !== null && element("a", { href, download: "" }, "CSV");
  const { held = behind.count } = behind;
  const note = held < behind.count &&
    element(
      "p",
      { class: "gs-quiet" },
      `${full(held)} of these ${plural(behind.count, "post")} are in this report`,
    );
  return element("div", {}, list.node, element("div", { class: "gs-why-acts" }, more, csv), note);
}
