import { element } from "../dom.ts";

/** A state in one box: what happened, then what can be done. */
export function notice(what: string, then: string, action?: { label: string; run: () => void }): HTMLElement {
  return element(
    "div",
    { class: "gs-box" },
    element("strong", {}, what),
    ` ${then} `,
    action && element("button", { type: "button", class: "gs-link", onclick: action.run }, action.label),
  );
}
