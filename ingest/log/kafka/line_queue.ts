import type { LogBatch } from "../log.ts";

/** Batches between a consumer that pushes and a reader that takes. */
export class LineQueue {
  #batches: LogBatch[] = [];
  #lines = 0;
  #wake = () => {};
  #ended = false;
  #failure: unknown;

  /** Lines that wait here. */
  get lines(): number {
    return this.#lines;
  }

  push(batch: LogBatch): void {
    this.#batches.push(batch);
    this.#lines += batch.lines.length;
    this.#wake();
  }

  /** Nothing more comes; what is here is not taken any more. */
  end(failure?: unknown): void {
    this.#ended = true;
    this.#failure = failure;
    this.#wake();
  }

  /** The oldest batch, waiting for one; undefined at the end. Throws what it ended with. */
  async take(): Promise<LogBatch | undefined> {
    while (!this.#ended && this.#batches.length === 0) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#ended) return undefined;
    const batch = this.#batches.shift()!;
    this.#lines -= batch.lines.length;
    return batch;
  }
}
