import type { StreamState } from "../../../ingest/registry/stream.ts";
import { duration, moment } from "../words.ts";

/** What is known of how a stream stands. Times are UTC milliseconds. */
export interface Stands {
  state: StreamState;
  reason: string | null;
  retryAt: number | null;
}

const minuteMs = 60_000;
const soonMs = 60 * minuteMs;

/** Why a stream stands as it does, and when that changes by itself: `The source fails (HTTP 500); next try in 30 s`. */
export function whyWords({ state, reason, retryAt }: Stands, now: number): string {
  const next = retryAt === null
    ? ""
    : state === "paused"
    ? `runs again ${when(retryAt, now)}`
    : nextTry(retryAt, now);
  return [reason ?? "", next].filter((part) => part !== "").join("; ");
}

/** `next try in 30 s`. */
export function nextTry(retryAt: number, now: number): string {
  return retryAt <= now ? "trying now" : `next try ${when(retryAt, now)}`;
}

function when(time: number, now: number): string {
  const ms = time - now;
  if (ms < 2 * minuteMs) return `in ${Math.max(1, Math.ceil(ms / 1000))} s`;
  return ms < soonMs ? `in ${duration(ms)}` : `at ${moment(time)}`;
}
