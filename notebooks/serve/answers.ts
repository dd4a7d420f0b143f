import type { Context } from "hono";
import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";

/** Nobody keeps such an answer. */
export const noStore = { "cache-control": "no-store" };

/** What else is to be known of a failure: the field of a form that it is about. */
export interface Known {
  field?: string | null;
}

/** Answers with what is wrong, in words, and with what else is to be known of it. */
export function say(
  c: Context,
  status: 400 | 403 | 404 | 415 | 422 | 503,
  message: string,
  more: Known = {},
): Response {
  return c.json({ error: { message, ...more } }, status, noStore);
}

/** Answers with an error of whoever asked, or one that is over soon. @throws any other one. */
export function sayFailure(c: Context, error: unknown, more: Known = {}): Response {
  if (error instanceof Poison) return say(c, 422, messageOf(error), more);
  if (error instanceof Retriable) return say(c, 503, messageOf(error), more);
  throw error;
}
