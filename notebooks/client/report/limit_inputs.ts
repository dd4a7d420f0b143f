import { element } from "../dom.ts";
import type { ViewState } from "../view_state.ts";
import type { ExploreDoor } from "./explore_door.ts";

/** Leaves of the inputs in the head what the report can show: the rest is disabled and says why. */
export function limitInputs(
  root: HTMLElement,
  choices: Record<string, string[]>,
  state: ViewState,
  door: Pick<ExploreDoor, "refuse"> | null = null,
): void {
  const head = root.querySelector<HTMLElement>("#head")!;
  for (const part of head.querySelectorAll<HTMLElement>(".gs-time-line button, .gs-as-of")) part.remove();
  const segments = head.querySelector<HTMLElement>(".gs-segments:not(.gs-saved)");
  for (const [name, held] of Object.entries(choices)) {
    const refuse = (text: string) =>
      held.includes(text) ? null : door === null ? "Not saved in this report" : door.refuse(name, text);
    const input = head.querySelector<HTMLElement>(`[id="param-${name}"]`);
    if (input === null) limitButtons(segments, refuse);
    else if (door !== null) continue;
    else if (input instanceof HTMLSelectElement && !input.multiple) limitOptions(input, held);
    else limitField(input, name, held, state);
  }
}

function limitButtons(segments: HTMLElement | null, refuse: (text: string) => string | null): void {
  for (const button of segments?.querySelectorAll("button") ?? []) {
    const reason = refuse(button.value);
    if (reason === null) continue;
    button.disabled = true;
    button.title = reason;
  }
}

function limitOptions(select: HTMLSelectElement, held: string[]): void {
  for (const option of select.options) {
    if (held.includes(option.value)) continue;
    option.disabled = true;
    option.title = "Not saved in this report";
  }
}

// What takes any value cannot be typed into: saved values stand as buttons below it.
function limitField(field: HTMLElement, name: string, held: string[], state: ViewState): void {
  const inputs = field instanceof HTMLInputElement ? [field] : [...field.querySelectorAll("input, option")];
  for (const input of inputs) {
    if (input instanceof HTMLInputElement && /^(text|number|datetime-local)$/.test(input.type)) {
      input.readOnly = true;
    } else input.toggleAttribute("disabled", true);
  }
  field.title = held.length === 1 ? "The only value saved in this report" : "Choose one of the saved values";
  const known = field.parentElement!.querySelector(`.gs-saved[data-param="${name}"]`);
  if (held.length === 1) {
    if (known === null) {
      field.after(
        element("span", { class: "gs-saved gs-quiet", "data-param": name }, "Saved with this value only"),
      );
    }
    return;
  }
  const current = state.parameters().get(name);
  const buttons = known ?? makeButtons(name, held, state);
  if (known === null) field.after(buttons);
  for (const button of buttons.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === (current ?? held[0])));
  }
}

function makeButtons(name: string, held: string[], state: ViewState): HTMLElement {
  return element(
    "div",
    { class: "gs-segments gs-saved", role: "group", "aria-label": "Saved values", "data-param": name },
    ...held.map((text) =>
      element(
        "button",
        { type: "button", value: text, onclick: () => void state.set(name, text) },
        text.trim() === "" ? "All" : text,
      )
    ),
  );
}
