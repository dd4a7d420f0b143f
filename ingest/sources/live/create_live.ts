import type { Source } from "../source.ts";
import type { Adapter, LiveState, Tools } from "./adapter.ts";
import { Connections } from "./connections.ts";
import { CoverageLog } from "./coverage_log.ts";
import type { HourlyCap } from "./hourly_cap.ts";
import { createScrub } from "./scrub.ts";

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
  const tell = tellChanges(effects.onState, scrub);
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
  const { cap, onTaken } = effects;
  const parts = { adapter, tools, coverage, scrub, tell, cap, onTaken };
  return {
    stream,
    async *open(stored, signal) {
      try {
        yield* new Connections(parts, stored).run(signal);
      } finally {
        tell({ state: "stopped" });
      }
    },
  };
}

/** Tells a state, without secrets, unless it is the one that was told last. */
function tellChanges(
  onState: LiveEffects["onState"],
  scrub: (text: string) => string,
): (state: LiveState) => void {
  let last = "";
  return (state) => {
    const told = state.reason === undefined ? state : { ...state, reason: scrub(state.reason) };
    const text = JSON.stringify(told);
    if (text === last) return;
    last = text;
    onState(told);
  };
}
