/** Things that are taken and given back; who finds none waits for the next, in the order in which they came. */
export interface Queue<Thing> {
  take(): Promise<Thing>;
  give(thing: Thing): void;
  /** Tells all who wait that there will be no more. */
  fail(reason: Error): void;
}

/** A queue over some things. */
export function createQueue<Thing>(things: readonly Thing[]): Queue<Thing> {
  const free = [...things];
  const waiting: PromiseWithResolvers<Thing>[] = [];
  return {
    take() {
      const thing = free.pop();
      if (thing !== undefined) return Promise.resolve(thing);
      const turn = Promise.withResolvers<Thing>();
      waiting.push(turn);
      return turn.promise;
    },
    give(thing) {
      const next = waiting.shift();
      if (next === undefined) free.push(thing);
      else next.resolve(thing);
    },
    fail(reason) {
      for (const turn of waiting.splice(0)) turn.reject(reason);
    },
  };
}
