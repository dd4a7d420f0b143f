import type { ServerAnswer } from "../ask_server.ts";
import { element, setText } from "../dom.ts";

/** Something that is not done before somebody has said so once more. */
export interface Question {
  text: string;
  /** What the button that does it says. */
  doIt: string;
  keep: string;
  run(): Promise<ServerAnswer<unknown>>;
}

/** Asks whether something is really to be done; does it, or leaves it. `close` takes the question away. */
export function question({ text, doIt, keep, run }: Question, close: () => void): HTMLElement {
  const note = element("p", { class: "gs-error-text", role: "status" });
  const yes = element("button", { type: "button", class: "gs-button", onclick: () => act() }, doIt);
  const act = async () => {
    yes.disabled = true;
    const answer = await run();
    if ("value" in answer) return close();
    yes.disabled = false;
    setText(note, `✕ ${answer.problem}`);
  };
  return element(
    "div",
    { class: "gs-asked", role: "group", "aria-label": text },
    element("p", {}, text),
    note,
    element(
      "p",
      { class: "gs-form-acts" },
      element("button", { type: "button", class: "gs-link", onclick: close }, keep),
      yes,
    ),
  );
}
