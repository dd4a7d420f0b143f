import type { Results } from "./page_view.ts";

/** The results that the page was sent with, for the address it was sent for; null where there are none. */
export function readFirst(): Results | null {
  const text = document.getElementById("first")?.textContent;
  return text ? JSON.parse(text) : null;
}
