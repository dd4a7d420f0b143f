/** Lets a few in at once and some more wait. */
export interface Turns {
  /** Runs an act when it is its turn; null at once where too many wait already. */
  take<Result>(act: () => Promise<Result>): Promise<Result> | null;
}

/** Turns for `atOnce` acts, with up to `maxWaiting` more that wait in the order in which they came. */
export function createTurns(atOnce: number, maxWaiting: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  const run = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    if (running < atOnce) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next !== undefined) next();
      else running--;
    }
  };
  return { take: (act) => running === atOnce && waiting.length >= maxWaiting ? null : run(act) };
}
