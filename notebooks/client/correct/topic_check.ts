import type { DrawnPost } from "../../../analysis/store/draw_posts.ts";
import type { Mood } from "../../../analysis/store/corrections.ts";
import { plainText } from "../charts/plain_text.ts";
import { sourceName } from "../charts/source_name.ts";
import { element, setText } from "../dom.ts";
import { full, moment, plural } from "../words.ts";
import type { AskCorrections } from "./ask_corrections.ts";
import { moodChoices } from "./mood_choices.ts";

const maxChars = 1000;

/** Asks for judgements of some posts of a topic, one after another, without saying what the model made of them. */
export function topicCheck(topic: string, ask: AskCorrections): HTMLElement {
  const place = element("div", { tabindex: -1 });
  const said = element("p", { class: "gs-sub", role: "status" });
  let judged = 0;

  const begin = async () => {
    begins.disabled = true;
    setText(said, "Drawing posts");
    const answer = await ask.draw(topic);
    begins.disabled = false;
    if ("problem" in answer) return setText(said, `✕ ${answer.problem}`);
    judged = 0;
    show(answer.value.posts, 0);
    place.focus();
  };
  const show = (posts: DrawnPost[], at: number) => {
    const post = posts[at];
    if (post === undefined) {
      place.replaceChildren();
      return setText(
        said,
        posts.length === 0
          ? "Every post of this topic that a model has judged was judged here too."
          : `${plural(judged, "post")} judged: the page states what was measured.`,
      );
    }
    setText(said, `Post ${full(at + 1)} of ${full(posts.length)}`);
    const title = plainText(post.title, maxChars);
    place.replaceChildren(
      ...[title, plainText(post.text, maxChars)].filter((text) => text !== "").map((text) =>
        element("p", { class: "gs-text", dir: "auto" }, text)
      ),
      element("p", { class: "gs-meta" }, `${moment(post.createdAt)}, ${sourceName(post.source)}`),
      moodChoices("Its mood is", ["cannot tell"], async (mood) => {
        if (mood !== "cannot tell" && !await judge(post, mood)) return;
        show(posts, at + 1);
        place.focus();
      }),
    );
  };
  const judge = async (post: DrawnPost, mood: Mood) => {
    const answer = await ask.judge(topic, post, mood);
    if ("problem" in answer) setText(said, `✕ ${answer.problem}`);
    else judged++;
    return "value" in answer;
  };
  const begins = element("button", { type: "button", class: "gs-link", onclick: begin }, "Judge some posts");
  return element(
    "div",
    { class: "gs-correct" },
    element("h4", {}, "How often is the model right here?"),
    element(
      "p",
      { class: "gs-sub" },
      "A dozen posts of each mood that it gave, shown without it. What you say corrects them, too.",
    ),
    begins,
    said,
    place,
  );
}
