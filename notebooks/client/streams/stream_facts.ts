import type { StreamState } from "../../../ingest/registry/stream.ts";
import type { StreamAnswer } from "../../operate/stream_desk.ts";
import type { ServerAnswer } from "../ask_server.ts";
import type { StreamsNow } from "./ask_streams.ts";

/** A stream as the page's own query has it; `landed` is when its last post has, `state` the one that was told last. */
export interface StreamRow {
  source: string;
  stream: string;
  posts: number;
  landed: Date | null;
  state: string | null;
  reason: string | null;
}

/** What a line of the table shows. */
export interface StreamFacts {
  stream: string;
  source: string;
  state: StreamState | null;
  reason: string | null;
  retryAt: number | null;
  posts: number;
  /** Arrival of the last one, UTC milliseconds. */
  lastAt: number | null;
  /** What the registry says; null of a stream that is not followed, or to who may not ask. */
  answer: StreamAnswer | null;
  /** Whether its data are all that is left of it; the simulated stream has no data that anybody could want deleted. */
  isLeft: boolean;
}

/** The streams that are followed, in the order in which they were added, then those that only their posts are left of. */
export function joinStreams(rows: StreamRow[], now: ServerAnswer<StreamsNow> | null): StreamFacts[] {
  const streams = now !== null && "value" in now ? now.value.streams : null;
  const landed = new Map(rows.map(({ stream, posts }) => [stream, posts]));
  const followed = (streams ?? []).map((answer): StreamFacts => {
    const { stream, source, state, reason, retryAt, storage, lastPostAt: lastAt } = answer;
    // The page's query is asked with each landing, the storage every few seconds.
    const posts = landed.get(stream) ?? storage.posts;
    return { stream, source, state, reason, retryAt, posts, lastAt, answer, isLeft: false };
  });
  const known = new Set(followed.map(({ stream }) => stream));
  // What the registry does not know is followed no more, whatever was told of it last.
  const others = rows.filter(({ stream, posts }) => !known.has(stream) && (streams === null || posts > 0));
  const left = others.map((row): StreamFacts => ({
    stream: row.stream,
    source: row.source,
    state: streams === null ? row.state as StreamState | null : null,
    reason: streams === null ? row.reason : null,
    retryAt: null,
    posts: row.posts,
    lastAt: row.landed === null ? null : +row.landed,
    answer: null,
    isLeft: streams !== null && row.source !== "sample",
  }));
  return [...followed, ...left];
}
