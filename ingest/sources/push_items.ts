import { messageOf } from "../base/errors.ts";
import type { RawItem } from "./live/adapter.ts";

/** The documents of a text: one, a list of them, or one a line. */
export function itemsOf(text: string): RawItem[] {
  const whole = parse(text);
  if (Array.isArray(whole.value)) {
    return whole.value.map((document, at) => ({
      raw: JSON.stringify(document),
      origin: `push/${at + 1}`,
      document,
    }));
  }
  if (whole.value !== undefined) return [{ raw: text, origin: "push", document: whole.value }];
  return text.split("\n").flatMap((line, at) => itemOf(line, `push:${at + 1}`));
}

/** The document of a line, if there is anything on it. */
export function itemOf(line: string, origin: string): RawItem[] {
  if (line.trim() === "") return [];
  const { value, refusal } = parse(line);
  return [refusal === undefined ? { raw: line, origin, document: value } : { raw: line, origin, refusal }];
}

function parse(text: string): { value?: unknown; refusal?: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { refusal: `is not JSON: ${messageOf(error)}` };
  }
}
