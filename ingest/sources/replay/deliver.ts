import type { LogRecord } from "../../log/log.ts";
import type { Item } from "./items.ts";
import type { Pace } from "./pace.ts";

const maxRecords = 1000;
/** In UTF-16 units of log lines. */
const maxDeliveryChars = 1_000_000;
/** How long a paced post may wait for company. */
const flushAfterMs = 100;
/** A wait is cut into parts of this length, so that progress is shown and a changed clock is seen. */
const waitPartMs = 10_000;

/** What pacing needs from outside. */
export interface DeliverEffects {
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Told before a wait, in milliseconds of the clock. */
  onGap(ms: number): void;
  /** Told during waits and after each batch. */
  onStep(records: number): void;
}

/** Items in batches when they are due, at once without a pace. The last batch is marked; it may be empty. Ends early when aborted. */
export async function* deliver(
  items: AsyncIterable<Item>,
  pace: Pace | undefined,
  effects: DeliverEffects,
  signal: AbortSignal,
): AsyncIterable<{ items: Item[]; last: boolean }> {
  let batch: Item[] = [];
  let chars = 0;
  let flushAt = Infinity;
  for await (const item of items) {
    const due = pace?.dueAt(item.admitted.createdAt) ?? -Infinity;
    const full = batch.length >= maxRecords || chars + item.admitted.line.length > maxDeliveryChars;
    if (batch.length > 0 && (full || Math.max(due, effects.now()) > flushAt)) {
      yield { items: batch, last: false };
      effects.onStep(batch.length);
      batch = [];
      chars = 0;
    }
    await waitUntil(due, effects, signal);
    if (signal.aborted) return;
    if (batch.length === 0 && pace !== undefined) flushAt = effects.now() + flushAfterMs;
    batch.push(item);
    chars += item.admitted.line.length;
  }
  yield { items: batch, last: true };
  effects.onStep(batch.length);
}

/** What goes to the log. */
export function recordsOf(items: Item[]): LogRecord[] {
  return items.map(({ admitted: { key, line } }) => ({ key, line }));
}

async function waitUntil(due: number, effects: DeliverEffects, signal: AbortSignal): Promise<void> {
  if (due > effects.now()) effects.onGap(due - effects.now());
  for (let left = due - effects.now(); left > 0 && !signal.aborted; left = due - effects.now()) {
    await effects.wait(Math.min(left, waitPartMs), signal);
    effects.onStep(0);
  }
}
