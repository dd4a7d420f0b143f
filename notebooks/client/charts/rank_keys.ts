/** Up and down go from row to row, right and left between a row's name and what stands beside it. */
export function moveFocus(list: HTMLElement, event: KeyboardEvent): void {
  const here = document.activeElement as HTMLElement;
  const stops = stopsOf(list);
  const at = stops.findIndex((stop) => stop.parentNode === here.parentNode);
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as Record<string, number>)[event.key];
  const beside = { ArrowRight: here.nextElementSibling, ArrowLeft: here.previousElementSibling }[event.key];
  const next = step === undefined ? beside : stops[Math.min(stops.length - 1, Math.max(0, at + step))];
  if (at === -1 || !(next instanceof HTMLElement)) return;
  event.preventDefault();
  if (step !== undefined) { for (const stop of stops) stop.tabIndex = stop === next ? 0 : -1; }
  next.focus();
}

/** The names of the rows, which the keyboard stops at: one of them has the tab stop. */
export function stopsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(".gs-rank-name > :first-child")];
}
