import { messageOf, Retriable } from "../../ingest/base/errors.ts";
import { Changes } from "./changes.ts";
import type { HubDeps } from "./hub_deps.ts";
import { Running } from "./jobs.ts";
import { ResultCache } from "./result_cache.ts";
import { runRound } from "./round.ts";
import type { RoundAnswer, RoundKind } from "./round_parts.ts";
import type { View } from "./view.ts";

/** How long views wait that could not be worked out, milliseconds. */
export const retryMs = 1000;

/** Rounds that may run beside each other, and what they know together. */
export interface Rounds {
  /** What landings have changed. */
  readonly changes: Changes;
  /** Milliseconds of a clock that nobody sets. */
  elapsed(): number;
  /** Works out some views, and shows each once `answered` has taken its answer in; those that could not be are due again. */
  run(due: View[], kind: RoundKind, answered: (view: View, answer: RoundAnswer) => void): Promise<void>;
  stopUnwanted(): void;
}

/** Rounds over the reads of a hub; each view that is worked out is given to `show`. */
export function createRounds(deps: HubDeps, show: (view: View) => void): Rounds {
  const changes = new Changes();
  const running = new Running();
  const roundDeps = { ...deps, cache: new ResultCache(changes), running, writeTopic: deps.topics.write };
  const elapsed = deps.elapsed ?? (() => performance.now());
  return {
    changes,
    elapsed,
    async run(due, kind, answered) {
      if (due.length === 0) return;
      const started = elapsed();
      const left = new Set(due);
      try {
        await runRound(due, kind, roundDeps, (view, answer) => {
          left.delete(view);
          answered(view, answer);
          show(view);
        });
      } catch (error) {
        if (!(error instanceof Retriable)) {
          deps.warn(`Cannot update ${due.length} open pages: ${messageOf(error)}`);
        }
        for (const view of left) view.nextAt = elapsed() + retryMs;
      }
      // What failed, or what nobody looked at any more while it ran, is still to be worked out.
      for (const view of left) view.due = true;
      deps.onRound?.(elapsed() - started);
    },
    stopUnwanted: () => running.stopUnwanted(),
  };
}
