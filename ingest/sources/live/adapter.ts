import type { Decoder, Json } from "../source.ts";
import type { Connect } from "./connect.ts";
import type { Limits } from "./limits.ts";
import type { Request } from "./request.ts";

/** One document as a source gave it, or why there is none. `origin` tells people where it stood. */
export type RawItem =
  & { raw: string; origin: string }
  & ({ document: unknown } | { refusal: string });

/** Documents, and the cursor to go on from once the log has acknowledged them. */
export interface RawBatch {
  items: RawItem[];
  cursor: Json;
}

/** The part of a live source that knows its protocol; everything else is the same for all of them. */
export interface Adapter {
  /** Name of the stream, e.g. `bluesky` or `rss:https://example.org/feed`. */
  readonly stream: string;
  readonly decoder: Decoder;
  /** Texts that must not reach logs, errors or the database. */
  readonly secrets: readonly string[];
  /** Whether its end is the end: it is not asked again. */
  readonly ends?: boolean;
  /** Whether programs of the operator send it: however much of it is not understood, all of it is taken. */
  readonly isOwn?: boolean;
  /**
   * Reads on from `cursor` (undefined: from now) until the connection ends or `signal` aborts. Is called again, with
   * the last cursor that was handed over, after it has ended or thrown. @throws {Problem} that says how long to wait.
   */
  read(cursor: Json | undefined, tools: Tools, signal: AbortSignal): AsyncIterable<RawBatch>;
  /** Whether it asks the source for no more than its cap, so that nothing is left out of what was asked for. */
  readonly keepsCap?: boolean;
  /** What it asks a source that charges for it, and how much that may become: somebody has to confirm it. */
  readonly price?: string;
  /** Finds out whether the source takes credentials and what to follow, where reading a little would cost something. @throws {Problem} */
  check?(tools: Tools, signal: AbortSignal): Promise<void>;
  /** What stays of a cursor when the stream is to begin with what is new; absent: nothing. */
  anew?(cursor: Json): Json;
}

/** What an adapter has at hand. */
export interface Tools {
  /** UTC milliseconds. */
  now(): number;
  /** From 0 to below 1. */
  random(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  request: Request;
  connect: Connect;
  limits: Limits;
  /** Says that what arrives is older than a minute, or that it is not. */
  reached(state: "live" | "catching up"): void;
  /** Counts what is left out on purpose. */
  count(reason: string): void;
  /** Says that posts between two times (UTC milliseconds) can not be had any more. */
  gap(gap: Gap): void;
}

/** A time of which posts are missing. */
export interface Gap {
  fromMs: number;
  toMs: number;
  reason: string;
}

/** Where a live stream stands. `retryAt` is in UTC milliseconds; reasons are whole sentences without secrets. */
export interface LiveState {
  state: "starting" | "live" | "catching up" | "waiting for quota" | "failed" | "stopped";
  reason?: string;
  retryAt?: number;
}
