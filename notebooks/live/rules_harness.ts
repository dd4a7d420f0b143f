import { parseTopic } from "../../analysis/topics/parse.ts";
import { topicKey } from "../../analysis/topics/topic_key.ts";
import { encodeRule } from "../../ingest/correction.ts";
import { type FakeSocket, until } from "./hub_harness.ts";
import type { ServerMessage } from "./protocol.ts";

/** When rules and corrections of tests are made, UTC milliseconds. */
export const ruledAt = Date.UTC(2026, 0, 1, 12);

/** The line of a rule, so many minutes after `ruledAt`. */
export function ruleLine(query: string, phrase: string, mood: -1 | 0 | 1 | null, minutes: number): string {
  return encodeRule({
    entry: `${query} ${phrase} ${minutes}`,
    topic: topicKey(parseTopic(query)),
    query,
    phrase,
    mood,
    by: "ann",
    at: ruledAt + minutes * 60_000,
  });
}

/** Watches a page in a tab; what comes back waits until its cells show that: `1,2:3,4` for two columns, a space between cells. */
export function watchCells(
  tab: FakeSocket,
  cells: readonly string[],
  params: Record<string, string>,
): (text: string) => Promise<void> {
  tab.say({ type: "watch", id: 1, page: "p", params });
  return async (text) => {
    await until(() => shown(tab.sent, cells) === text, text).catch((error) => {
      throw new Error(`${error.message}, but ${shown(tab.sent, cells)}`);
    });
  };
}

// Cells may come in messages of their own: what a tab shows is the newest of each.
function shown(messages: readonly ServerMessage[], names: readonly string[]): string {
  const cells = Object.assign(
    {},
    ...messages.map((message) => message.type === "results" ? message.cells : {}),
  );
  return names.map((name) => cells[name]?.values?.map((column: unknown[]) => column.join()).join(":") ?? "-")
    .join(" ");
}
