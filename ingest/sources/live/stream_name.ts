import { createHash } from "node:crypto";

/** Longest name of a stream that a post may carry. */
const maxChars = 200;

/**
 * The name of a stream of a source: what it follows, or the beginning of it with a digest where that is too long. A query of
 * an address may hold keys, so only its digest is shown.
 */
export function streamName(source: string, what: string): string {
  const url = /^https?:/.test(what) && URL.canParse(what) ? new URL(what) : undefined;
  const shown = url === undefined ? what : url.origin + url.pathname;
  const name = `${source}:${shown}`;
  if (name.length <= maxChars && (url === undefined || url.search === "")) return name;
  const digest = createHash("sha256").update(what).digest("hex").slice(0, 12);
  return `${name.slice(0, maxChars - digest.length - 1)}#${digest}`;
}
