import type { ServerAnswer } from "../ask_server.ts";
import { createOnPage } from "../on_page.ts";
import { streamDesk, type StreamsNow } from "./ask_streams.ts";

const everyMs = 1000;

const shown = createOnPage("streams");
let newest: ServerAnswer<StreamsNow> | null = null;
let asking: Promise<void> | undefined;

/** Asks how streams stand every second, while the page is seen and something on it shows them. */
export function followStreams(): void {
  setInterval(() => {
    if (!document.hidden && asking === undefined && shown.any()) void lookAgain();
  }, everyMs);
}

/** Calls back whenever streams were asked for, while the element stands on the page. */
export function onStreams(root: Element, run: () => void): void {
  shown.add(root, run);
}

/** How streams stood when they were asked for last; null before that. */
export function streamsNow(): ServerAnswer<StreamsNow> | null {
  return newest;
}

/** Asks how they stand from now on, also where a question is under way; resolves when all that shows them has been told. */
export async function lookAgain(): Promise<void> {
  const before = asking;
  const mine = (async () => {
    await before;
    newest = await streamDesk()!.list();
    shown.tell();
  })();
  asking = mine;
  await mine.finally(() => asking === mine && (asking = undefined));
}
