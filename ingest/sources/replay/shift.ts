import { Poison } from "../../base/errors.ts";
import type { Item } from "./items.ts";

/** The newest event time of all readers; undefined without posts. A reader that fails counts as far as it came. */
export async function newestTime(
  readers: Iterable<AsyncIterable<Item>>,
  signal: AbortSignal,
): Promise<number | undefined> {
  let newest: number | undefined;
  for (const reader of readers) {
    for await (const time of times(reader, signal)) newest = Math.max(newest ?? time, time);
  }
  return newest;
}

/** The earliest of the first event times of all readers; undefined without posts. */
export async function firstTime(
  readers: Iterable<AsyncIterable<Item>>,
  signal: AbortSignal,
): Promise<number | undefined> {
  let first: number | undefined;
  for (const reader of readers) {
    for await (const time of times(reader, signal)) {
      first = Math.min(first ?? time, time);
      break;
    }
  }
  return first;
}

async function* times(reader: AsyncIterable<Item>, signal: AbortSignal): AsyncIterable<number> {
  try {
    for await (const { admitted: { createdAt } } of reader) {
      if (signal.aborted) return;
      if (createdAt !== undefined) yield createdAt;
    }
  } catch (error) {
    if (!(error instanceof Poison)) throw error;
  }
}
