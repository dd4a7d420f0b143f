import type { KeepingLane, Lane, Reads, Snapshot } from "../../analysis/store/reads.ts";

/** Reads whose queries are timed: `onQuery` hears of each that ended well or was stopped, in seconds. */
export function timeReads(reads: Reads, onQuery: (seconds: number) => void): Reads {
  const timeQueries = (lane: Lane): Lane["query"] => async (...query) => {
    const began = performance.now();
    try {
      return await lane.query(...query);
    } finally {
      onQuery((performance.now() - began) / 1000);
    }
  };
  return {
    ...reads,
    async snapshot(width, spare) {
      const snapshot = await reads.snapshot(width, spare);
      return {
        moment: snapshot.moment,
        get lost() {
          return snapshot.lost;
        },
        query: timeQueries(snapshot),
        use: (work) =>
          snapshot.use((lane) =>
            work({ query: timeQueries(lane), keep: (...kept) => lane.keep(...kept) } satisfies KeepingLane)
          ),
        [Symbol.asyncDispose]: () => snapshot[Symbol.asyncDispose](),
      } satisfies Snapshot;
    },
  };
}
