import type { ResultStamp } from "../../live/protocol.ts";
import { createOnPage } from "../on_page.ts";
import { clock } from "../words.ts";
import { toWall, zoneLabel } from "../zone.ts";

const stamps = new Map<string, ResultStamp>();
const watching = createOnPage("follows-stamps");

/** Takes which cells show an older moment than the page; null where that is over. */
export function setStamps(at: Record<string, ResultStamp | null>): void {
  for (const [cell, stamp] of Object.entries(at)) {
    if (stamp === null) stamps.delete(cell);
    else stamps.set(cell, stamp);
  }
  watching.tell();
}

/** Forgets a page that is no longer there; what runs many pages after each other must. */
export function forgetStamps(): void {
  stamps.clear();
}

/** The older moment that a cell shows; undefined where it shows that of the page. */
export function stampOf(cell: string): ResultStamp | undefined {
  return stamps.get(cell);
}

/** Calls back when moments change, as long as `root` stands on the page. */
export function onStamps(root: Element, run: () => void): void {
  watching.add(root, run);
}

/** "as of 14:32:10 UTC", for the oldest moment that these cells show; empty where all show that of the page. */
export function stampWords(cells: string[]): string {
  const times = cells.flatMap((cell) => stamps.get(cell)?.time ?? []);
  if (times.length === 0) return "";
  const oldest = Math.min(...times);
  const seconds = new Date(toWall(oldest)).getUTCSeconds();
  return `as of ${clock(oldest)}:${String(seconds).padStart(2, "0")} ${zoneLabel(oldest)}`;
}
