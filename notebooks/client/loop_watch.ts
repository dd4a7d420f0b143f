const usualLimitMs = 2000;
/** The clock is asked every so many rounds. */
const everyRounds = 16;

let limitMs = usualLimitMs;
let startedAt: number | null = null;
let rounds = 0;

/** Stops loops of cells and helpers that run so long without a pause; must be there before their modules are loaded. */
export function watchLoops(ms = usualLimitMs): void {
  limitMs = ms;
  Reflect.set(globalThis, Symbol.for("groundswell loop check"), checkLoop);
}

/** Counts anew: what ran before in this turn of the event loop was another cell. */
export function startTurn(): void {
  startedAt = null;
}

// A loop that awaits ends its turn only when it lets the event loop run, which is when the timer does.
function checkLoop(): void {
  if (startedAt === null) {
    startedAt = performance.now();
    rounds = 0;
    setTimeout(startTurn);
  } else if (++rounds % everyRounds === 0 && performance.now() - startedAt > limitMs) {
    throw new Error(`A loop ran for ${limitMs / 1000} s without a pause and was stopped`);
  }
}
