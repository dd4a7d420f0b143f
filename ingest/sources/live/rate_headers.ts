/** Longest wait that a header can ask of us: a wrong clock there must not silence a stream for weeks. */
const maxWaitMs = 24 * 3_600_000;
const resetNames = ["x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"];
const remainingNames = ["x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining"];

/**
 * Milliseconds to wait that an answer asks for: Retry-After as seconds or as a date, or the reset of a rate limit as
 * seconds to go (also with decimals), as seconds or milliseconds since 1970, or as a time. Undefined if it asks for none.
 */
export function waitOf(headers: { [name: string]: string }, nowMs: number): number | undefined {
  const retryAfter = headers["retry-after"];
  const wait = retryAfter === undefined ? undefined : toWait(retryAfter, nowMs);
  if (wait !== undefined) return wait;
  for (const name of resetNames) {
    const reset = headers[name];
    if (reset === undefined) continue;
    const wait = toWait(reset, nowMs);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

/** Milliseconds to wait before the next request where this answer says that none is left; else 0. */
export function pauseOf(headers: { [name: string]: string }, nowMs: number): number {
  const remaining = remainingNames.map((name) => headers[name]).find((value) => value !== undefined);
  if (remaining === undefined || !(Number(remaining) < 1) || remaining.trim() === "") return 0;
  return waitOf(headers, nowMs) ?? 0;
}

function toWait(text: string, nowMs: number): number | undefined {
  const value = text.trim();
  const ms = /^\d{1,16}(\.\d{1,9})?$/.test(value)
    ? ofNumber(Number(value), nowMs)
    : Date.parse(value) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, Math.ceil(ms)), maxWaitMs);
}

// Nobody asks for 30 years in seconds: numbers beyond that are points in time.
function ofNumber(value: number, nowMs: number): number {
  if (value >= 1e12) return value - nowMs;
  return value >= 1e9 ? value * 1000 - nowMs : value * 1000;
}
