import type { ServerMessage } from "./protocol.ts";

/** The front matter of a page with a topic and a window, for tests of the hub. */
export const head = (refresh = 50) =>
  `---\nparams:\n  topic: { type: topic }\n  window: { type: interval }\nrefresh: ${refresh}\n---\n`;
/** A cell `n` that counts the posts of the topic. */
export const count =
  "\n```sql n\nselect count(*) as n from posts where ${topic} and created_at < ${asOf}\n```\n";
/** A cell that never ends by itself. */
export const endless =
  "\n```sql slow\nselect sum(sqrt(a.range * b.range)) as s from range(100000000) a, range(1000) b\n```\n";
/** A tab's wish to watch a page. */
export const watch = (id: number, params = {}, page = "p") => ({ type: "watch", id, page, params });

/** Whether a message is the answer to a watch with so many posts in `n`. */
export const answers = (id: number, value: number) => (message: ServerMessage) =>
  message.type === "results" && message.id === id && countOf(message) === value;

/** What a message says is wrong with a cell. */
export function errorOf(message: ServerMessage, cell: string): string | undefined {
  const body = message.type === "results" ? message.cells[cell] : undefined;
  return body !== undefined && "error" in body ? body.error.message : undefined;
}

/** What a message of results has in `n`. */
export function countOf(message: ServerMessage): unknown {
  const body = message.type === "results" ? message.cells["n"] : undefined;
  return body !== undefined && "values" in body ? body.values[0]?.[0] : undefined;
}
