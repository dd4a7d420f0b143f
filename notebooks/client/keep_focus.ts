import { readSelection, select } from "./selection.ts";

const controls = "a[href], button, input, select, textarea, [tabindex]";

/** Changes what a place holds and gives the focus back to the control that takes the place of the one that had it. */
export function keepFocus(place: HTMLElement, change: () => void): void {
  const had = document.activeElement;
  if (!(had instanceof HTMLElement) || !place.contains(had)) return change();
  const index = controlsOf(place).indexOf(had);
  const selection = readSelection(had);
  change();
  if (had.isConnected && document.activeElement === had) return;
  const next = had.isConnected ? had : controlsOf(place)[index];
  if (next === undefined || next.tagName !== had.tagName) return;
  next.focus({ preventScroll: true });
  select(next, selection);
}

function controlsOf(place: HTMLElement): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(controls)];
}
