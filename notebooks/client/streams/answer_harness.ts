import type { StreamAnswer } from "../../operate/stream_desk.ts";

/** For tests: when they ask, UTC milliseconds. */
export const now = Date.UTC(2026, 0, 5);

/** For tests: a stream as the server tells of it. */
export const answer: StreamAnswer = {
  id: "1",
  stream: "bluesky",
  source: "bluesky",
  wanted: "running",
  addedAt: 0,
  state: "live",
  reason: null,
  since: 0,
  retryAt: null,
  perHour: null,
  schedule: null,
  posts: 9,
  perMinute: 3,
  lastPostAt: now,
  leftOut: {},
  hour: 0,
  ofHour: 0,
  storage: { posts: 7, bytes: 1000 },
};

/** For tests: the answer about streams while posts are simulated. */
export function nowOf(...streams: StreamAnswer[]) {
  return { streams, followed: true, simulated: true };
}
