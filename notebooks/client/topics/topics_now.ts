import type { ServerAnswer } from "../ask_server.ts";
import { createOnPage } from "../on_page.ts";
import { topicDesk, type Topics } from "./ask_topics.ts";

const shown = createOnPage("topics");
let newest: ServerAnswer<Topics> | null = null;

/** Calls back whenever topics were asked for, while the element stands on the page. */
export function onTopics(root: Element, run: () => void): void {
  shown.add(root, run);
}

/** The followed topics as they were asked for last; null before that. */
export function topicsNow(): ServerAnswer<Topics> | null {
  return newest;
}

/** Asks for them from now on; resolves when all that shows them has been told. */
export async function lookAtTopics(): Promise<void> {
  newest = await topicDesk()!.list();
  shown.tell();
}
