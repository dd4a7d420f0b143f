import { messageOf, Poison } from "../../base/errors.ts";
import { admitDocument, type Admitted, type Arrival, refuse } from "../door.ts";
import type { Delivery, Json, Source } from "../source.ts";
import type { Adapter, LiveState, RawItem, Tools } from "./adapter.ts";
import { backOff } from "./backoff.ts";
import { CoverageLog } from "./coverage_log.ts";
import type { HourlyCap } from "./hourly_cap.ts";
import { Junk } from "./junk.ts";
import { Problem } from "./problem.ts";
import { createScrub } from "./scrub.ts";

/** A server that ends its connection as usual is asked again after so long, or later. */
const afterEndMs = 500;
/** So many connections in a row that end without a single post are taken for a fault. */
const emptyEnds = 3;

/** A live source tells these as they happen. */
export interface LiveEffects extends Omit<Tools, "reached"> {
  /** Told when the state or its reason changes. */
  onState(state: LiveState): void;
  /** Told of posts once the log has acknowledged them. */
  onTaken?(posts: number): void;
  /** Absent: all posts are kept. */
  cap?: HourlyCap;
}

/**
 * A source that never ends by itself: it connects again after every end and every problem, as slowly as the problem
 * asks, with the last cursor that the log has acknowledged.
 */
export function createLive(adapter: Adapter, effects: LiveEffects): Source {
  const { stream } = adapter;
  const scrub = createScrub(adapter.secrets);
  let last = "";
  const tell = (state: LiveState) => {
    const told = state.reason === undefined ? state : { ...state, reason: scrub(state.reason) };
    const text = JSON.stringify(told);
    if (text === last) return;
    last = text;
    effects.onState(told);
  };
  const coverage = new CoverageLog(adapter.decoder.source, stream, effects.now);
  const tools: Tools = {
    ...effects,
    reached(state) {
      if (state === "live") coverage.live();
      tell({ state });
    },
    gap(gap) {
      coverage.gap(gap);
      effects.gap(gap);
    },
  };
  const connections = async function* (
    stored: Json | undefined,
    signal: AbortSignal,
  ): AsyncIterable<Delivery> {
    let cursor = stored;
    let inARow = 0;
    const junk = new Junk();
    tell({ state: "starting" });
    while (!signal.aborted) {
      let problem = new Problem("lost", "The source ends the connection before it gives anything");
      let heard = false;
      try {
        for await (const batch of adapter.read(cursor, tools, signal)) {
          cursor = batch.cursor;
          const admitted = batch.items.flatMap((item) => admitItem(adapter, item, tools, scrub));
          if (!junk.take(admitted) || adapter.isOwn) {
            heard = true;
            inARow = 0;
          }
          const records = sample(admitted, effects, coverage);
          yield { records: [...records, ...coverage.take()], cursor };
          effects.onTaken?.(records.filter(isPost).length);
          if (signal.aborted) break;
          if (junk.isTooMuch && !adapter.isOwn) break;
        }
        if (adapter.ends) return;
        if (junk.isSome) problem = new Problem("lost", "The source gives nothing that is understood");
        heard &&= !junk.isTooMuch || adapter.isOwn === true;
        if (!heard && ++inARow < emptyEnds && !junk.isSome) heard = true;
      } catch (error) {
        problem = problemOf(error);
        heard = false;
        inARow++;
      }
      if (signal.aborted) break;
      if (!heard) {
        coverage.lost();
        const records = coverage.take();
        if (records.length > 0) yield { records, cursor: cursor ?? null };
      }
      const waitMs = heard ? afterEndMs : backOff(problem, inARow, effects.random());
      if (!heard) {
        const state = problem.kind === "quota" ? "waiting for quota" : "failed";
        tell({ state, reason: problem.message, retryAt: effects.now() + waitMs });
      }
      await effects.wait(waitMs, signal);
    }
  };
  return {
    stream,
    async *open(stored, signal) {
      try {
        yield* connections(stored, signal);
      } finally {
        tell({ state: "stopped" });
      }
    },
  };
}

/** Leaves out the posts that are beyond a cap. */
function sample(records: Admitted[], { cap, count, now }: LiveEffects, coverage: CoverageLog): Admitted[] {
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

function admitItem(
  { stream, decoder }: Adapter,
  item: RawItem,
  tools: Tools,
  scrub: (text: string) => string,
): Admitted[] {
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
