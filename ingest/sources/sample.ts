import { join } from "node:path";
import { Fatal, messageOf } from "../base/errors.ts";
import { admitDocument } from "./door.ts";
import type { Plan } from "./sample/plan.ts";
import { createPlan } from "./sample/create_plan.ts";
import { catchUp, type Progress, resumeProgress } from "./sample/progress.ts";
import { maxStepPosts, type Step, stepHistory, stepLive } from "./sample/steps.ts";
import { TruthTally } from "./sample/truth.ts";
import type { Candidate, Decoded, Decoder, Delivery, Json, Source } from "./source.ts";
import { wait } from "../base/wait.ts";

const stream = "sample";
/** Live posts go out this often. */
const flushMs = 150;

/** What the sample stream is asked for. */
export interface SampleOptions {
  /** Where the default `writeTruth` writes `sample-truth.json`. */
  dataDir: string;
  /** Another seed makes other posts. */
  seed?: number;
  /** Arrivals a second, steadily and without history: a load generator. Absent: about 50,000 posts a day. */
  rate?: number;
}

/** What the sample stream needs from outside; all but the clock have real ones. */
export interface SampleEffects {
  /** UTC milliseconds. */
  now(): number;
  /** Keeps a SampleTruth as JSON, in place of the one before. */
  writeTruth?(json: string): void | Promise<void>;
  wait?(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * A simulated stream: lays down a day of history, newest hour first, and lives on. What it planted is written down
 * after every hour of history, at every live hour and at the end, once that has been acknowledged.
 */
export function createSample(options: SampleOptions, effects: SampleEffects): Source {
  const plan = createPlan(options);
  return {
    stream,
    open: (cursor, signal) =>
      new SampleRun(plan, resumeProgress(cursor, plan, effects.now()), options.dataDir, effects)
        .deliveries(signal),
  };
}

/** The decoder that takes simulated posts through the same door as real ones. */
export const sampleDecoder: Decoder = {
  format: stream,
  source: stream,
  time: "fromId",
  recognises: () => false,
  decode: (
    document,
  ) => ["id" in (document as object) ? { post: document as Candidate } : document as Decoded],
};

/** One run of the stream. */
class SampleRun {
  readonly #tally: TruthTally;
  readonly #effects: Required<SampleEffects>;

  constructor(readonly plan: Plan, public progress: Progress, dataDir: string, effects: SampleEffects) {
    this.#tally = new TruthTally(plan, progress.laid);
    this.#effects = { wait, writeTruth: (json) => writeTruthFile(dataDir, json), ...effects };
  }

  async *deliveries(signal: AbortSignal): AsyncIterable<Delivery> {
    let flushAt = -Infinity;
    try {
      while (!signal.aborted) {
        const now = this.#effects.now();
        this.progress = catchUp(this.progress, this.plan, now);
        let step: Step | undefined;
        if (now >= flushAt) {
          step = stepLive(this.plan, this.progress, now);
          if (step.posts.length < maxStepPosts) flushAt = now + flushMs;
        }
        if (step === undefined || step.posts.length === 0) step = stepHistory(this.plan, this.progress);
        if (step === undefined) {
          await this.#effects.wait(flushAt - now, signal);
          continue;
        }
        if (step.posts.length > 0) yield toDelivery(step, now);
        await this.#settle(step);
        // Lets timers and signals in where the log answers at once.
        await this.#effects.wait(0, signal);
      }
    } finally {
      await this.#writeTruth();
    }
  }

  async #settle({ progress, laid, closesHour }: Step): Promise<void> {
    this.progress = progress;
    this.#tally.add(laid);
    if (closesHour) await this.#writeTruth();
  }

  async #writeTruth(): Promise<void> {
    await this.#effects.writeTruth(JSON.stringify(this.#tally.truth(), null, 2) + "\n");
  }
}

function toDelivery({ posts, progress }: Step, receivedAt: number): Delivery {
  const records = posts.flatMap(({ before, post, after }) =>
    [...before, { post }, ...after].flatMap((decoded) =>
      admitDocument(sampleDecoder, decoded, "", { stream, origin: `sample:${post.id}`, receivedAt })
    )
  );
  return { records, cursor: progress as unknown as Json };
}

// Readers see the old file or the new one, never a part.
async function writeTruthFile(dataDir: string, json: string): Promise<void> {
  const path = join(dataDir, "sample-truth.json");
  try {
    await Deno.writeTextFile(`${path}.new`, json);
    await Deno.rename(`${path}.new`, path);
  } catch (cause) {
    throw new Fatal(`Cannot write "${path}": ${messageOf(cause)}`, { cause });
  }
}
