import type { Mood, RuleEntry } from "../../../analysis/store/corrections.ts";
import { moodName } from "../charts/mood_name.ts";
import { element, setText } from "../dom.ts";
import { moment, plural } from "../words.ts";
import type { AskCorrections } from "./ask_corrections.ts";
import { moodChoices } from "./mood_choices.ts";

/** What phrases mean for moods in a topic: what holds, a form for more, and all that was ever said. */
export function rulesEditor(topic: string, ask: AskCorrections): HTMLElement {
  const held = element("ul", { class: "gs-rules" });
  const said = element("p", { class: "gs-sub", role: "status" });
  const history = element("ol", { class: "gs-sub" });
  const versions = element("summary", {});
  const phrase = element("input", { type: "text", id: "rule-phrase", maxlength: 200, autocomplete: "off" });

  const list = async () => {
    const answer = await ask.rules(topic);
    if ("problem" in answer) return setText(said, `✕ ${answer.problem}`);
    const { entries } = answer.value;
    const holding = new Map(entries.map((entry) => [entry.phrase, entry]));
    held.replaceChildren(...[...holding.values()].filter(({ mood }) => mood !== null).map(itemOf));
    setText(versions, `${plural(entries.length, "version")}`);
    history.replaceChildren(...entries.toReversed().map((entry) => element("li", {}, wordsOf(entry))));
    versions.parentElement!.hidden = entries.length === 0;
  };
  const say = async (text: string, mood: Mood | null) => {
    setText(said, "Sending");
    const answer = await ask.rule(topic, text, mood);
    if ("problem" in answer) return setText(said, `✕ ${answer.problem}`);
    setText(said, answer.value.landed ? "Done." : "On its way: it holds when it lands.");
    if (text === phrase.value) phrase.value = "";
    await list();
  };
  const itemOf = ({ phrase: text, mood }: RuleEntry) =>
    element(
      "li",
      {},
      element("span", { dir: "auto" }, `“${text}” is ${moodName(mood!)} `),
      element("button", {
        type: "button",
        class: "gs-link",
        "aria-label": `Take the rule “${text}” back`,
        onclick: () => say(text, null),
      }, "take back"),
    );
  void list();
  return element(
    "div",
    { class: "gs-correct" },
    element("h4", {}, "Phrases in this topic"),
    held,
    element("label", { for: phrase.id, class: "gs-sub" }, "A post of this topic that holds the phrase"),
    phrase,
    moodChoices("is", [], (mood) => phrase.value.trim() === "" ? phrase.focus() : say(phrase.value, mood)),
    said,
    element("details", { class: "gs-sub", hidden: true }, versions, history),
  );
}

function wordsOf({ phrase, mood, by, at }: RuleEntry): string {
  return `${moment(at)}: “${phrase}” ${mood === null ? "says nothing" : `is ${moodName(mood)}`}, by ${by}`;
}
