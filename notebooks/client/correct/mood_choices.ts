import type { Mood } from "../../../analysis/store/corrections.ts";
import { moodName } from "../charts/mood_name.ts";
import { element } from "../dom.ts";

/** Buttons to say a mood by; `more` are further answers. `choose` is told which. */
export function moodChoices<More extends string>(
  label: string,
  more: readonly More[],
  choose: (answer: Mood | More) => void,
): HTMLElement {
  const moods = ([-1, 0, 1] as const).map((mood) =>
    choice(`gs-${moodName(mood)}`, `${"−○+"[mood + 1]} ${moodName(mood)}`, () => choose(mood))
  );
  const others = more.map((answer) => choice("gs-unknown", answer, () => choose(answer)));
  return element("p", { class: "gs-choices", role: "group", "aria-label": label }, ...moods, ...others);
}

function choice(kind: string, text: string, onclick: () => void): HTMLElement {
  return element("button", { type: "button", class: `gs-choice ${kind}`, onclick }, text);
}
