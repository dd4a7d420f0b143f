import { createOnPage } from "../on_page.ts";
import { openWhy, type Why } from "./why.ts";

const watching = createOnPage("follows-chosen");
let chosen = "";

/** Whether the posts behind this mark are open. */
export function isChosen(why: Why | null | undefined): boolean {
  return why !== null && why !== undefined && chosen !== "" && textOf(why) === chosen;
}

/** Marks what is open everywhere on the page; null when nothing is. */
export function setChosen(why: Why | null): void {
  const next = why === null ? "" : textOf(why);
  if (next === chosen) return;
  chosen = next;
  for (const node of document.querySelectorAll<HTMLElement>("[data-why]")) paint(node);
  watching.tell();
}

/** Calls back when another mark is chosen, as long as `root` stands on the page. */
export function onChosen(root: Element, run: () => void): void {
  watching.add(root, run);
}

/** Forgets a page that is no longer there; what runs many pages after each other must. */
export function forgetChosen(): void {
  chosen = "";
}

/** The element on the page that leads to these posts, if there is one. */
export function markOf(why: Why): HTMLElement | null {
  const text = textOf(why);
  return [...document.querySelectorAll<HTMLElement>("[data-why]")].find((node) =>
    node.dataset["why"] === text
  ) ?? null;
}

/** Makes a button, or any element that has one's role, lead to the posts behind its number; null takes that back. */
export function leadsTo(node: HTMLElement, why: Why | null): void {
  const text = why === null ? undefined : textOf(why);
  if (node.dataset["why"] === text) return;
  if (text === undefined) delete node.dataset["why"];
  else node.dataset["why"] = text;
  node.onclick = why === null ? null : () => openWhy(node, why);
  paint(node);
}

function paint(node: HTMLElement): void {
  node.classList.toggle("gs-chosen", chosen !== "" && node.dataset["why"] === chosen);
}

function textOf({ cell, key, as }: Why): string {
  return JSON.stringify([cell, as ?? "", Object.entries(key).sort(([a], [b]) => a < b ? -1 : 1)]);
}
