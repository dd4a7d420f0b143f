import type { LogRecord } from "../log/log.ts";
import type { TimeKind } from "../post.ts";

/** A value that survives JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What a source hands over: log records, and the cursor to store once the log has acknowledged them. */
export interface Delivery {
  records: LogRecord[];
  cursor: Json;
}

/** A stream of deliveries that can be resumed. */
export interface Source {
  /** Name of the stream: the key of its cursor, and `Post.stream`. */
  readonly stream: string;
  /** Deliveries after `cursor` (undefined: from the start) until the source ends or `signal` aborts. */
  open(cursor: Json | undefined, signal: AbortSignal): AsyncIterable<Delivery>;
}

/** The fields of a post as a decoder reads them; nothing is trusted until the door has checked it. */
export interface Candidate {
  id: unknown;
  createdAt: unknown;
  text: unknown;
  [field: string]: unknown;
}

/** That a post (`key` is its id) or all posts of an author (its authorId) are gone, as a decoder reads it. */
export interface DeletionCandidate {
  scope: "post" | "author";
  key: unknown;
  /** When it was deleted, UTC milliseconds; absent: at its arrival. */
  at?: unknown;
  /** When the post was written, UTC milliseconds, where the notice says so. */
  createdAt?: unknown;
}

/** Counters of a post as they were at `at`, UTC milliseconds, as a decoder reads them. */
export interface EngagementCandidate {
  id: unknown;
  at: unknown;
  [field: string]: unknown;
}

/**
 * What one document of a format holds: posts (an edit is a post with its `revision`), deletions, counters, parts that
 * cannot become one, with the reason, and what says nothing about posts (`skip`, a reason that is counted; nothing of it is
 * kept). `part` is the position in a document that may hold several, from 1: it tells the origins of their dead letters
 * apart.
 */
export type Decoded =
  & (
    | { post: Candidate }
    | { deletion: DeletionCandidate }
    | { engagement: EngagementCandidate }
    | { reject: string; raw: unknown }
    | { skip: string }
  )
  & { part?: number };

/** One format of one source: replay and the live adapter share it. Pure. */
export interface Decoder {
  /** Name for `--format`, e.g. `x-v1`. */
  readonly format: string;
  /** `Post.source` of what it decodes. */
  readonly source: string;
  readonly time: TimeKind;
  /** Whether a parsed document is of this format; decides the format of a file by its first documents. */
  recognises(document: unknown): boolean;
  /** @throws {Poison} when the document as a whole cannot be decoded. */
  decode(document: unknown): Iterable<Decoded>;
}
