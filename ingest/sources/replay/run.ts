import { Poison } from "../../base/errors.ts";
import type { Report } from "../../base/report.ts";
import { decoders } from "./formats.ts";
import { freezeCursor, positionOf, type ReplayCursor } from "./cursor.ts";
import { deliver, recordsOf } from "./deliver.ts";
import { inspectFile, nameFiles, type OpenFile, type RecordedFile } from "./files.ts";
import { type Item, readItems, recogniseFile } from "./items.ts";
import { byEventTime, inTurn } from "./merge.ts";
import type { ReplayOptions } from "./options.ts";
import { createPace } from "./pace.ts";
import { createProgress } from "./progress.ts";
import { firstTime, newestTime } from "./shift.ts";
import type { Decoder, Delivery } from "../source.ts";

/** What a replay needs from outside. */
export interface RunEffects {
  /** UTC milliseconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets, by which a replay is paced; `now` where it is not given. */
  steadyNow?(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  open: OpenFile;
  report: Report;
}

interface Recording {
  file: RecordedFile;
  name: string;
  decoder: Decoder;
}

/** One replay of `paths` from a cursor to the end. `fail` is told of each file that is left out or broken off. */
export class ReplayRun {
  readonly #progress;
  /** Files read to their end, not yet marked in the cursor. */
  readonly #ended: string[] = [];

  constructor(
    readonly stream: string,
    readonly options: ReplayOptions,
    readonly effects: RunEffects,
    readonly fail: (path: string, reason: string) => void,
  ) {
    this.#progress = createProgress(effects.report, effects.now);
  }

  async *deliveries(
    paths: string[],
    format: Decoder | undefined,
    cursor: ReplayCursor,
    signal: AbortSignal,
  ): AsyncIterable<Delivery> {
    const { speed, shiftToNow } = this.options;
    const { steadyNow = this.effects.now } = this.effects;
    const recordings = await this.#inspect(paths, format, cursor);
    const resumed = recordings.some(({ file }) => positionOf(cursor, file) !== undefined);
    if (resumed) {
      this.effects.report.say(
        "replay: going on where it was broken off; what was read before is not read again",
      );
    }
    if (shiftToNow) cursor.shiftMs ??= await this.#measureShift(recordings, signal);
    const left = recordings.filter(({ file }) => positionOf(cursor, file)?.ended !== true);
    this.#progress.expect(left.reduce((sum, { file }) => sum + file.size, 0));
    const readers = left.map((recording) => this.#items(recording, cursor));
    const [items, pace] = speed === "max"
      ? [inTurn(readers), undefined]
      : [byEventTime(readers), createPace(speed, steadyNow)];
    const effects = { now: steadyNow, wait: this.effects.wait, ...this.#progress };
    try {
      for await (const batch of deliver(items, pace, effects, signal)) {
        if (batch.items.length === 0 && !resumed) return;
        this.#advance(cursor, batch.items);
        yield { records: recordsOf(batch.items), cursor: freezeCursor(cursor, batch.last) };
      }
    } finally {
      this.effects.report.endProgress();
    }
  }

  async #inspect(paths: string[], format: Decoder | undefined, cursor: ReplayCursor): Promise<Recording[]> {
    const recordings: Recording[] = [];
    const names = nameFiles(paths);
    for (const path of paths) {
      await this.#orFail(path, async () => {
        const file = await inspectFile(path, this.effects.open);
        const known = positionOf(cursor, file)?.format;
        const decoder = decoders.find((one) => one.format === known) ??
          await recogniseFile(file, this.effects.open, format);
        if (decoder !== undefined) recordings.push({ file, name: names.get(path)!, decoder });
        else this.effects.report.warn(`"${path}" holds nothing`);
      });
    }
    return recordings;
  }

  async *#items({ file, name, decoder }: Recording, cursor: ReplayCursor): AsyncIterable<Item> {
    const { stream, effects } = this;
    const about = cursor.shiftMs === undefined ? { stream, name } : { stream, name, shiftMs: cursor.shiftMs };
    const reading = { now: effects.now, open: effects.open, onRead: this.#progress.onRead };
    try {
      yield* readItems(file, decoder, positionOf(cursor, file), about, reading);
      this.#ended.push(file.path);
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      this.fail(file.path, error.message);
    }
  }

  // A file's end is seen after its last item was taken into a batch, so its mark never runs ahead of its items.
  #advance(cursor: ReplayCursor, items: Item[]): void {
    for (const { file, position } of items) cursor.files[file.path] = position;
    for (const path of this.#ended.splice(0)) {
      const position = cursor.files[path];
      if (position !== undefined) cursor.files[path] = { ...position, ended: true };
    }
  }

  async #measureShift(recordings: Recording[], signal: AbortSignal): Promise<number> {
    const { now, open } = this.effects;
    const reading = { now, open, onRead: () => {} };
    const { stream } = this;
    const readers = recordings.map(({ file, name, decoder }) =>
      readItems(file, decoder, undefined, { stream, name }, reading)
    );
    const { speed } = this.options;
    // Faster than real time, posts after the first would run ahead of the clock, and pages do not believe the future.
    const measure = speed === "max" || speed > 1 ? newestTime : firstTime;
    const time = await measure(readers, signal);
    return time === undefined ? 0 : now() - time;
  }

  async #orFail(path: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      this.fail(path, error.message);
    }
  }
}
