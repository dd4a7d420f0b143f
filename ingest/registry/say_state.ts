import type { LiveState } from "../sources/live/adapter.ts";
import type { StreamState } from "./stream.ts";

/** A state as people are told it. */
export type Told = Omit<LiveState, "state"> & { state: StreamState };

/** `failed: The source fails (HTTP 500); next try in 30 s`. */
export function sayState({ state, reason, retryAt }: Told, nowMs: number): string {
  const why = reason === undefined ? "" : `: ${reason}`;
  if (retryAt === undefined) return state + why;
  const seconds = Math.max(1, Math.round((retryAt - nowMs) / 1000));
  return `${state}${why}; next try in ${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}`;
}

/** `2026-01-01T12:00:00Z`. */
export function sayTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19) + "Z";
}
