import { oneLine } from "../base/one_line.ts";
import { sayState, sayTime } from "./say_state.ts";
import type { StreamList, StreamView } from "./stream.ts";

/** All streams, a line each, for people. */
export function listText({ streams, followed }: StreamList, nowMs: number): string {
  if (streams.length === 0) return "No streams; deno task streams add bluesky adds one";
  const lines = streams.map((stream) => streamText(stream, nowMs));
  return [...lines, ...followed ? [] : ["Nothing follows them: start deno task dev or deno task ingest"]]
    .join("\n");
}

/** One stream in a line: id, name, state, limits, and what it brought. */
export function streamText(stream: StreamView, nowMs: number): string {
  const { id, perHour, schedule, posts, perMinute, lastPostAt, leftOut, state, reason, retryAt } = stream;
  const left = Object.entries(leftOut).map(([why, count]) => `${count.toLocaleString("en")} ${why}`);
  const parts = [
    id,
    stream.stream,
    sayState({
      state,
      ...reason === null ? {} : { reason },
      ...retryAt === null ? {} : { retryAt },
    }, nowMs),
    `${posts.toLocaleString("en")} posts`,
    ...lastPostAt === null
      ? []
      : [`${perMinute.toLocaleString("en")} a minute, last at ${sayTime(lastPostAt)}`],
    ...perHour === null ? [] : [`at most ${perHour.toLocaleString("en")} an hour`],
    ...schedule === null ? [] : [`${schedule} UTC`],
    ...left.length === 0 ? [] : [`left out: ${left.join(", ")}`],
  ];
  return oneLine(parts.join("  "));
}
