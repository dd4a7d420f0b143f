import type { LogRecord } from "../../log/log.ts";
import { messageOf, Poison } from "../../base/errors.ts";
import { admitDocument, type Arrival, refuse } from "../door.ts";
import type { Delivery, Json, Source } from "../source.ts";
import type { Adapter, LiveState, RawItem, Tools } from "./adapter.ts";
import { backOff } from "./backoff.ts";
import { CoverageLog } from "./coverage_log.ts";
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
    tell({ state: "starting" });
    while (!signal.aborted) {
      let problem = new Problem("lost", "The source ends the connection before it gives anything");
      let heard = false;
      try {
        for await (const delivery of deliveries(adapter, cursor, tools, scrub, signal)) {
          heard = true;
          inARow = 0;
          cursor = delivery.cursor;
          yield { ...delivery, records: [...delivery.records, ...coverage.take()] };
        }
        if (adapter.ends) return;
        if (!heard && ++inARow < emptyEnds) heard = true;
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

async function* deliveries(
  adapter: Adapter,
  cursor: Json | undefined,
  tools: Tools,
  scrub: (text: string) => string,
  signal: AbortSignal,
): AsyncIterable<Delivery> {
  for await (const batch of adapter.read(cursor, tools, signal)) {
    const records = batch.items.flatMap((item) => admitItem(adapter, item, tools, scrub));
    yield { records, cursor: batch.cursor };
    if (signal.aborted) return;
  }
}

function admitItem(
  { stream, decoder }: Adapter,
  item: RawItem,
  tools: Tools,
  scrub: (text: string) => string,
): LogRecord[] {
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
