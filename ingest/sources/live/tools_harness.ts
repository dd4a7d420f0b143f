import type { Source } from "../source.ts";
import type { Adapter, Gap, LiveState } from "./adapter.ts";
import { createConnect } from "./connect.ts";
import { createLive } from "./create_live.ts";
import { type GuardEffects, publicInternet } from "./guard.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { createRequest } from "./request.ts";

/** Allows this machine, where fake servers are. For tests. */
export const thisMachine: GuardEffects = { ...publicInternet, isAllowedAddress: () => true };

/** Short, so that a test sees them pass. */
export const shortLimits: Limits = {
  ...defaultLimits,
  headMs: 1500,
  silenceMs: 1500,
  documentMs: 1500,
};

/** A live source whose waits are short, and what it told. */
export interface Watched {
  source: Source;
  states: LiveState[];
  counts: { [reason: string]: number };
  gaps: Gap[];
  /** Milliseconds that it would have waited. */
  waits: number[];
}

/** Makes a source of an adapter with real connections to this machine. */
export function watch(
  adapter: Adapter,
  limits: Limits = shortLimits,
  now: () => number = Date.now,
  network: GuardEffects = thisMachine,
): Watched {
  const watched: Omit<Watched, "source"> = { states: [], counts: {}, gaps: [], waits: [] };
  const source = createLive(adapter, {
    now,
    random: () => 0.5,
    wait(ms, signal) {
      watched.waits.push(ms);
      return new Promise((resolve) => {
        if (signal.aborted) return resolve();
        setTimeout(resolve, Math.min(ms, 2));
      });
    },
    request: createRequest(network),
    connect: createConnect(network, now),
    limits,
    onState: (state) => watched.states.push(state),
    count: (reason) => watched.counts[reason] = (watched.counts[reason] ?? 0) + 1,
    gap: (gap) => watched.gaps.push(gap),
  });
  return { ...watched, source };
}
