import { messageOf, Poison } from "../../base/errors.ts";
import { admitDocument, type Admitted, type Arrival, refuse } from "../door.ts";
import type { Delivery, Json } from "../source.ts";
import type { Adapter, LiveState, RawItem, Tools } from "./adapter.ts";
import { backOff } from "./backoff.ts";
import type { CoverageLog } from "./coverage_log.ts";
import type { HourlyCap } from "./hourly_cap.ts";
import { Junk } from "./junk.ts";
import { Problem } from "./problem.ts";

/** A server that ends its connection as usual is asked again after so long, or later. */
const afterEndMs = 500;
/** So many connections in a row that end without a single post are taken for a fault. */
const emptyEnds = 3;

/** What a live source is made of. */
export interface LiveParts {
  adapter: Adapter;
  tools: Tools;
  coverage: CoverageLog;
  /** Takes secrets out of a text. */
  scrub(text: string): string;
  /** Tells where the stream stands. */
  tell(state: LiveState): void;
  /** Told of posts once the log has acknowledged them. */
  onTaken?: ((posts: number) => void) | undefined;
  /** Undefined: all posts are kept. */
  cap?: HourlyCap | undefined;
}

/** How a connection ended. */
type End = "as usual" | "for good" | Problem;

/** The connections of a live source, one after another, each from the last cursor that the log has acknowledged on. */
export class Connections {
  #cursor: Json | undefined;
  /** How many have ended without a post, one after another. */
  #inARow = 0;
  readonly #junk = new Junk();

  constructor(readonly parts: LiveParts, stored: Json | undefined) {
    this.#cursor = stored;
  }

  /** Connects until `signal` aborts, or an adapter that ends has ended. */
  async *run(signal: AbortSignal): AsyncGenerator<Delivery, void> {
    const { tell, tools: { now, random, wait } } = this.parts;
    tell({ state: "starting" });
    while (!signal.aborted) {
      const end = yield* this.#connect(signal);
      if (end === "for good" || signal.aborted) return;
      if (end === "as usual") {
        await wait(afterEndMs, signal);
        continue;
      }
      yield* this.#coverLoss();
      const waitMs = backOff(end, this.#inARow, random());
      const state = end.kind === "quota" ? "waiting for quota" : "failed";
      tell({ state, reason: end.message, retryAt: now() + waitMs });
      await wait(waitMs, signal);
    }
  }

  async *#connect(signal: AbortSignal): AsyncGenerator<Delivery, End> {
    const { adapter, tools, coverage, onTaken } = this.parts;
    let heard = false;
    try {
      for await (const batch of adapter.read(this.#cursor, tools, signal)) {
        this.#cursor = batch.cursor;
        const admitted = batch.items.flatMap((item) => admitItem(item, this.parts));
        if (!this.#junk.take(admitted) || adapter.isOwn) {
          heard = true;
          this.#inARow = 0;
        }
        const records = sample(admitted, this.parts);
        yield { records: [...records, ...coverage.take()], cursor: batch.cursor };
        onTaken?.(records.filter(isPost).length);
        if (signal.aborted || this.#isJunk) break;
      }
    } catch (error) {
      this.#inARow++;
      return problemOf(error);
    }
    return adapter.ends ? "for good" : this.#endOf(heard);
  }

  #endOf(heard: boolean): End {
    if (heard && !this.#isJunk) return "as usual";
    const { isSome } = this.#junk;
    if (++this.#inARow < emptyEnds && !isSome) return "as usual";
    return new Problem(
      "lost",
      isSome
        ? "The source gives nothing that is understood"
        : "The source ends the connection before it gives anything",
    );
  }

  get #isJunk(): boolean {
    return this.#junk.isTooMuch && this.parts.adapter.isOwn !== true;
  }

  *#coverLoss(): Generator<Delivery> {
    const { coverage } = this.parts;
    coverage.lost();
    const records = coverage.take();
    if (records.length > 0) yield { records, cursor: this.#cursor ?? null };
  }
}

/** Leaves out the posts that are beyond a cap. */
function sample(records: Admitted[], { cap, coverage, tools: { count, now } }: LiveParts): Admitted[] {
  const posts = records.filter(isPost);
  if (cap === undefined || posts.length === 0) return records;
  const isKept = cap.take(posts.length, now());
  const left = new Set(posts.filter((_, index) => !isKept[index]));
  for (const _ of left) count(`is beyond ${cap.perHour} posts an hour`);
  coverage.sampled(posts.length - left.size, posts.length);
  return records.filter((record) => !left.has(record));
}

function isPost(record: Admitted): boolean {
  return record.createdAt !== undefined;
}

function admitItem(item: RawItem, { adapter: { stream, decoder }, tools, scrub }: LiveParts): Admitted[] {
  const arrival: Arrival = {
    stream,
    origin: scrub(item.origin),
    receivedAt: tools.now(),
    onSkip: (reason) => tools.count(reason),
  };
  const raw = scrub(item.raw);
  if ("refusal" in item) return [refuse(decoder.source, item.refusal, raw, arrival)];
  const document = raw === item.raw ? item.document : JSON.parse(scrub(JSON.stringify(item.document)));
  return admitDocument(decoder, document, raw, arrival);
}

// What an adapter did not foresee is most likely an answer of a shape it did not foresee.
function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Poison) {
    return new Problem("lost", `The source answers with what is not understood: ${error.message}`);
  }
  throw error instanceof Error ? error : new Error(messageOf(error));
}
