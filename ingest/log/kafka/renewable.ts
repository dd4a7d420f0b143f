/** Something that is made when it is needed, and anew after it has failed. */
export interface Renewable<Thing> extends AsyncDisposable {
  /** Runs `act` with it. When that fails, this one is dropped. */
  use<Result>(act: (thing: Thing) => Promise<Result>): Promise<Result>;
}

const dropWithinMs = 3000;

/** `drop` may hang: nobody waits longer than 3 s for it. */
export function renewable<Thing>(
  make: () => Promise<Thing>,
  drop: (thing: Thing) => Promise<void>,
): Renewable<Thing> {
  let current: Promise<Thing> | undefined;
  const discard = async (thing: Promise<Thing> | undefined) => {
    if (thing === undefined) return;
    if (current === thing) current = undefined;
    await withinMs(dropWithinMs, thing.then(drop).catch(() => {}));
  };
  return {
    async use(act) {
      const thing = current ??= make();
      try {
        return await act(await thing);
      } catch (error) {
        await discard(thing);
        throw error;
      }
    },
    [Symbol.asyncDispose]: () => discard(current),
  };
}

/** Resolves with the promise, or after so long. */
export async function withinMs(ms: number, promise: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => timer = setTimeout(resolve, ms));
  await Promise.race([promise, late]);
  clearTimeout(timer);
}
