import type { PageTime } from "../../page/page_time.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import { makePost } from "../charts/post_item.ts";
import { element, setText } from "../dom.ts";
import { full, plural } from "../words.ts";
import type { AskWhy } from "./ask.ts";
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
  const list = element("ol", { class: "gs-posts" });
  const more = element("button", { type: "button", class: "gs-more" });
  const add = (posts: Record<string, unknown>[]) => {
    list.append(...posts.map((post) => makePost(post, words)));
    const left = (behind.held ?? behind.count) - list.children.length;
    more.hidden = left <= 0;
    setText(more, `Next ${full(Math.min(nextPosts, left))} of ${full(behind.count)}`);
  };
  more.addEventListener("click", async () => {
    const at = list.children.length;
    const answer = await ask.posts(why, seen, { offset: at, limit: nextPosts });
    if ("problem" in answer) return setText(more, `✕ ${answer.problem} Try again`);
    if (at !== list.children.length) return;
    add(answer.value.posts);
    const next = list.children[at];
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
  return element("div", {}, list, element("div", { class: "gs-why-acts" }, more, csv), note);
}
