import type { Mood, PostName } from "../../../analysis/store/corrections.ts";
import { moodName } from "../charts/mood_name.ts";
import { makePost } from "../charts/post_item.ts";
import { element, setText } from "../dom.ts";
import { moment } from "../words.ts";
import { type AskCorrections, corrections } from "./ask_corrections.ts";
import { moodChoices } from "./mood_choices.ts";

type Row = Record<string, unknown>;

/** A post as an item of a list, whose mood can be corrected by who runs the server. */
export function correctablePost(row: Row, words: string[]): HTMLLIElement {
  const item = makePost(row, words);
  item.dataset["post"] = postMark(row);
  offer(item, row, words);
  return item;
}

/** By what the item of a post is found. */
export function postMark({ source, id }: Row): string {
  return JSON.stringify([source, id]);
}

function offer(item: HTMLLIElement, row: Row, words: string[]): void {
  if ((row["deleted_at"] ?? null) !== null || typeof row["id"] !== "string") return;
  corrections().then((ask) => {
    if (ask === undefined) return;
    const { button, panel } = correcting(row, ask, (next) => redraw(item, next, words));
    item.querySelector(".gs-meta")!.append(button);
    item.lastElementChild!.append(panel);
  });
}

// What others put into the item stays there.
function redraw(item: HTMLLIElement, row: Row, words: string[]): void {
  const copies = item.querySelector(".gs-copies");
  item.replaceChildren(...makePost(row, words).children);
  if (copies !== null) item.lastElementChild!.append(copies);
  offer(item, row, words);
  item.tabIndex = -1;
  item.focus();
}

function correcting(
  row: Row,
  ask: AskCorrections,
  show: (row: Row) => void,
): { button: HTMLElement; panel: HTMLElement } {
  const name: PostName = { source: String(row["source"]), id: String(row["id"]) };
  const panel = element("div", { class: "gs-correct", hidden: true });
  const said = element("p", { class: "gs-sub", role: "status" });
  const button = element("button", { type: "button", class: "gs-link", "aria-expanded": "false" }, "correct");

  const correct = async (mood: Mood | null) => {
    setText(said, "Sending");
    const sent = await ask.correct(name, mood);
    if ("problem" in sent) return setText(said, `✕ ${sent.problem}`);
    if (!sent.value.landed) return setText(said, "On its way: it holds when it lands.");
    const now = await ask.show(name);
    if ("problem" in now) return setText(said, `✕ ${now.problem}`);
    const { mood: held, modelMood, modelPolarity, correctedAt } = now.value;
    const judged = { model_mood: modelMood, model_polarity: modelPolarity, corrected_at: correctedAt };
    show({ ...row, ...judged, mood: held, mood_rule: null });
  };
  const open = async () => {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden || panel.children.length > 0) return;
    panel.append(
      moodChoices(
        "Its mood is",
        ["as modelled"],
        (answer) => correct(answer === "as modelled" ? null : answer),
      ),
      said,
    );
    const answer = await ask.show(name);
    if ("problem" in answer) return setText(said, `✕ ${answer.problem}`);
    const lines = answer.value.entries.map(({ mood, by, at }) =>
      element("li", {}, `${moment(at)}: ${mood === null ? "as modelled" : moodName(mood)}, by ${by}`)
    );
    if (lines.length > 0) {
      panel.append(element("ol", { class: "gs-sub", "aria-label": "What was said" }, ...lines));
    }
  };
  button.addEventListener("click", open);
  return { button, panel };
}
