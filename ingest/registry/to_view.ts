import type { Observed, StreamView } from "./stream.ts";
import type { StoredStream } from "./stream_table.ts";

/** Who has said nothing for so long, reads and follows nothing. */
export const silentMs = 10_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Somebody who says at times that they are at work; `beatAt` is when they last did, UTC milliseconds. */
export interface Worker {
  holder: string;
  beatAt: number;
}

/** Tells whether somebody is at work: their process lives, and has said so lately. */
export function createIsAtWork(
  isAlive: (holder: string) => boolean,
  nowMs: number,
): (worker: Worker) => boolean {
  return ({ holder, beatAt }) => holder !== "" && Math.abs(nowMs - beatAt) < silentMs && isAlive(holder);
}

/** A stream as people see it: a state that was seen counts only while the process that saw it lives. */
export function toView(
  stored: StoredStream,
  isRead: boolean,
  followed: boolean,
  nowMs: number,
): StreamView {
  const { holder: _holder, beatAt: _beatAt, wantedAt: _, anew: _anew, what: _what, ...stream } = stored;
  const observed = isRead ? stored : unread(stored, followed);
  const { state, reason, since, retryAt } = observed;
  const inMinute = isRead && nowMs - (stored.lastPostAt ?? 0) < minuteMs;
  const inHour = nowMs - stored.hour < hourMs;
  return {
    ...stream,
    ...{ state, reason, since, retryAt },
    perMinute: inMinute ? stored.perMinute : 0,
    ofHour: inHour ? stored.ofHour : 0,
  };
}

function unread(stored: StoredStream, followed: boolean): Observed {
  const { wanted, wantedAt, state, reason, since, retryAt } = stored;
  if (wanted !== "running") return { state: wanted, reason: null, since: wantedAt, retryAt: null };
  if (!followed) {
    const why = "No ingest runs: start deno task dev or deno task ingest";
    return { state: "stopped", reason: why, since, retryAt: null };
  }
  if (state === "failed" || state === "paused") return { state, reason, since, retryAt };
  return { state: "starting", reason: null, since, retryAt: null };
}
