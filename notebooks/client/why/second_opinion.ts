import type { SecondOpinions } from "../../why/second_opinions.ts";
import { moodName } from "../charts/mood_name.ts";
import { wilsonInterval } from "../charts/share.ts";
import { postMark } from "../correct/correctable_post.ts";
import { element, setText } from "../dom.ts";
import { percent, plural } from "../words.ts";
import type { Answer } from "./ask.ts";
import { showPairs } from "./query_view.ts";

const mostPosts = 100;

/** Asks others for the mood of the posts in a list, beside the model's, and how often they agree with it. */
export function secondOpinion(
  posts: HTMLElement,
  ask: (limit: number) => Promise<Answer<SecondOpinions>>,
): HTMLElement {
  const said = element("p", { class: "gs-sub", role: "status" });
  const agreement = element("div", {});
  const button = element(
    "button",
    { type: "button", class: "gs-link", onclick: () => show() },
    "Ask others for the mood",
  );
  const show = async () => {
    button.disabled = true;
    setText(said, "Asking");
    const shown = posts.querySelectorAll("[data-post]").length;
    const answer = await ask(Math.min(shown, mostPosts));
    button.disabled = false;
    if ("problem" in answer) return setText(said, `✕ ${answer.problem}`);
    const { judges, posts: judged, sample } = answer.value;
    for (const { moods, ...post } of judged) noteOpinions(posts, postMark(post), wordsOf(judges, moods));
    setText(
      said,
      sample.posts === 0
        ? "None of these posts has a mood by the model."
        : `Agreement with the model on ${plural(sample.posts, "post")} of this number, drawn by lot:`,
    );
    agreement.replaceChildren(...sample.posts === 0 ? [] : [showPairs(pairsOf(judges, sample))]);
  };
  return element(
    "div",
    { class: "gs-correct" },
    element("h4", {}, "What do others say?"),
    button,
    said,
    agreement,
  );
}

function noteOpinions(posts: HTMLElement, mark: string, words: string): void {
  for (const item of posts.querySelectorAll<HTMLElement>("[data-post]")) {
    if (item.dataset["post"] !== mark) continue;
    item.querySelector(".gs-opinions")?.remove();
    item.lastElementChild!.append(element("p", { class: "gs-meta gs-opinions" }, words));
  }
}

function wordsOf(judges: readonly string[], moods: number[]): string {
  return judges.map((name, i) => `${name}: ${moodName(moods[i]!)}`).join("; ");
}

function pairsOf(judges: readonly string[], { posts, agreed }: SecondOpinions["sample"]): [string, string][] {
  return judges.map((name, i) => {
    const { share, low, high } = wilsonInterval(agreed[i]!, posts);
    return [name, `${percent(share)} (${percent(low)} to ${percent(high)})`];
  });
}
