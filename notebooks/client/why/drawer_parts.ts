import type { PageTime } from "../../page/page_time.ts";
import type { PostsBehind } from "../../why/posts_behind.ts";
import { moodDesk } from "../correct/mood_desk.ts";
import { element, setText } from "../dom.ts";
import type { PageTopics } from "../page_topics.ts";
import type { AskWhy } from "./ask.ts";
import type { DrawerFrame } from "./drawer_frame.ts";
import { postList } from "./post_list.ts";
import { secondOpinion } from "./second_opinion.ts";
import { drawSections } from "./sections.ts";
import { whySentence, whyTitle } from "./sentence.ts";
import type { Why } from "./why.ts";

/** Fills the drawer with the posts behind a number, as of the moment at which it is frozen. */
export function showPosts(
  { title, sentence, parts }: DrawerFrame,
  { why, behind, seen }: { why: Why; behind: PostsBehind; seen: PageTime },
  { ask, topics }: { ask: AskWhy; topics(): PageTopics },
): void {
  const { typed, words } = topics();
  setText(title, whyTitle(why, behind));
  setText(sentence, whySentence(why, behind, typed));
  const posts = postList({ why, behind, seen, words, ask });
  const others = ask.opinions && secondOpinion(posts, (limit) => ask.opinions!(why, seen, limit));
  const moods = [moodDesk(typed), ...others === null ? [] : [others]];
  parts.replaceChildren(...drawSections(why, behind, posts, moods, parts.clientWidth || undefined));
}

/** Says why there are no posts, and offers to ask again. */
export function showProblem(
  { title, sentence, parts }: DrawerFrame,
  problem: string,
  again: () => void,
): void {
  setText(title, "Why this number?");
  setText(sentence, `✕ ${problem}`);
  parts.replaceChildren(element("button", { type: "button", class: "gs-link", onclick: again }, "Try again"));
}

/** Offers the number as it is now, where it is another than the one `before`: both are titles of the drawer. */
export function offerNewer(
  { title, newer }: DrawerFrame,
  before: string,
  after: string,
  take: () => void,
): void {
  newer.hidden = before === after;
  if (newer.hidden) return;
  const update = element("button", { type: "button", class: "gs-link" }, "update");
  update.addEventListener("click", () => {
    title.focus();
    take();
  });
  newer.replaceChildren(`now ${after.slice("Why ".length, -1)}, `, update);
}
