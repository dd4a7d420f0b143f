import { readSelection, select } from "../selection.ts";

/** Draws a place anew and keeps what someone has begun to type there: its text, place and focus. */
export function keepTyped<T>(place: HTMLElement, draw: () => T): T {
  const focused = place.querySelector<HTMLInputElement>("input:focus");
  const typed = focused === null || focused.value === focused.defaultValue ? null : focused.value;
  const selection = focused === null ? null : readSelection(focused);
  const id = focused?.id ?? "";
  const drawn = draw();
  const input = id === "" ? null : place.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`);
  if (input === null) return drawn;
  input.focus();
  if (typed !== null) {
    input.value = typed;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  select(input, selection);
  return drawn;
}
