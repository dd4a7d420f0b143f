import type { LogRecord } from "../../log/log.ts";

/** So many items in a row of which none is understood are taken for a fault: a source may fill no disk with dead letters. */
const mostInARow = 20;
const deadPrefix = '{"v":1,"t":"dead",';

/** Counts how many items in a row could become nothing but dead letters. */
export class Junk {
  #inARow = 0;

  /** Whether these log records are dead letters alone; of none nothing is said. */
  take(records: readonly LogRecord[]): boolean {
    if (records.length === 0) return false;
    const isJunk = records.every(({ line }) => line.startsWith(deadPrefix));
    this.#inARow = isJunk ? this.#inARow + records.length : 0;
    return isJunk;
  }

  get isSome(): boolean {
    return this.#inARow > 0;
  }

  get isTooMuch(): boolean {
    return this.#inARow >= mostInARow;
  }
}
