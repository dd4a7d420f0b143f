import { readLines } from "../base/read_lines.ts";
import { fieldsOf, isFields, listOf } from "./fields.ts";
import type { RawItem, Tools } from "./live/adapter.ts";
import { openStream } from "./live/open_stream.ts";
import { Problem } from "./live/problem.ts";
import type { Question } from "./live/request.ts";

/**
 * The documents of a filtered stream, a line each. An empty line every 20 s says that it lives; half a line at a break comes again
 * with the backfill, or never. @throws {Problem}
 */
export async function* openLines(
  question: Question,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<RawItem> {
  const { body } = await openStream(question, /json|text/i, tools, signal);
  const { eventBytes: maxBytes } = tools.limits;
  for await (const lines of readLines(body, { maxBytes, keepBytes: maxBytes })) {
    for (const { bytes, ended, whole } of lines) {
      const text = new TextDecoder().decode(bytes).trim();
      if (text !== "" && (ended || whole === undefined)) yield toItem(text);
    }
  }
}

/** Whether this is a post, which X has charged for. */
export function isDelivered(item: RawItem): boolean {
  return "document" in item && isFields(item.document) && item.document.data !== undefined;
}

/** Whether it says why the stream ends: errors without a post. */
export function isNotice(item: RawItem): item is RawItem & { document: unknown } {
  return "document" in item && isFields(item.document) && item.document.data === undefined &&
    Array.isArray(item.document.errors);
}

/** What a document with errors and nothing else stands for. */
export function problemIn(document: unknown): Problem {
  const { title, detail, connection_issue: issue } = fieldsOf(listOf(fieldsOf(document).errors)[0]);
  const said = [title, issue ?? detail].filter((text) => typeof text === "string").join(": ").slice(0, 200);
  if (/usage ?cap|credits|spend/i.test(said)) {
    return new Problem("quota", `X says that the plan is used up: ${said}`);
  }
  return new Problem(
    "lost",
    said === "" ? "X answers with what is not understood" : `X ends the stream: ${said}`,
  );
}

function toItem(line: string): RawItem {
  const at = { raw: line, origin: "stream" };
  try {
    return { ...at, document: JSON.parse(line) };
  } catch {
    return { ...at, refusal: "is not JSON" };
  }
}
