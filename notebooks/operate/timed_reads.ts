import {
  type FoundPosts,
  type KeepingLane,
  type Lane,
  QueryLate,
  type Reads,
  type Snapshot,
} from "../../analysis/store/reads.ts";

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
    async snapshot(width, spare, finders) {
      const snapshot = await reads.snapshot(width, spare, finders);
      return {
        moment: snapshot.moment,
        rules: snapshot.rules,
        get lost() {
          return snapshot.lost;
        },
        query: timeQueries(snapshot),
        use: (work) =>
          snapshot.use((lane) =>
            work(
              {
                query: timeQueries(lane),
                keep: (...kept) => lane.keep(...kept),
                copy: (...copied) => lane.copy(...copied),
              } satisfies KeepingLane,
            )
          ),
        find: async (...wanted) =>
          (await snapshot.find(...wanted)).map((found) =>
            found === null || found instanceof QueryLate
              ? found
              : { relation: found.relation, query: timeQueries(found) } satisfies FoundPosts
          ),
        [Symbol.asyncDispose]: () => snapshot[Symbol.asyncDispose](),
      } satisfies Snapshot;
    },
  };
}
