import type { LiveState } from "../sources/live/adapter.ts";
import type { OfHour } from "../sources/live/hourly_cap.ts";

/** Where a stream stands. */
export type StreamState = LiveState["state"] | "paused";

/** What people want of a stream. Both a paused and a stopped one rest; only the paused one catches up afterwards. */
export type Wanted = "running" | "paused" | "stopped";

/** How much of a stream is wanted. */
export interface StreamLimits {
  /** Posts that are kept an hour, spread evenly over it; null: all. */
  perHour: number | null;
  /** When it runs, in UTC, as `parseSchedule()` reads it, e.g. `mon-fri 08:00-18:00`; null: always. */
  schedule: string | null;
}

/** What a stream follows. */
export interface StreamPlan extends StreamLimits {
  /** Name of the source, e.g. `rss`. */
  source: string;
  /** What of it, as in `--source NAME=WHAT`; null: all. */
  what: string | null;
}

/** What was seen of a stream by the process that reads it. Times are UTC milliseconds; reasons are whole sentences. */
export interface Observed {
  state: StreamState;
  reason: string | null;
  since: number;
  /** When it is tried next, or runs again by its schedule. */
  retryAt: number | null;
}

/** What a stream has brought, as far as the log has acknowledged it; of `hour` (its beginning, UTC milliseconds) `ofHour`. */
export interface Tally extends OfHour {
  /** Posts and edits since it was added. */
  posts: number;
  perMinute: number;
  /** Arrival of the last one, UTC milliseconds. */
  lastPostAt: number | null;
  /** What was left out on purpose, by reason. */
  leftOut: { [reason: string]: number };
}

/** A stream as pages and commands see it. Holds no secret, and no query of an address. */
export interface StreamView extends StreamLimits, Observed, Tally {
  id: string;
  source: string;
  /** Its name, as on its posts. */
  stream: string;
  wanted: Wanted;
  addedAt: number;
}

/** All streams, and whether any process reads them. */
export interface StreamList {
  streams: StreamView[];
  followed: boolean;
}
