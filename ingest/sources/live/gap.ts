import type { Tools } from "./adapter.ts";

/** What comes so much after the cursor shows that the source does not go back that far. */
const gapMs = 5 * 60_000;
/** What is older than this is not live. */
const behindMs = 60_000;

/** Says which time is missing, where the first post after a cursor is much younger than it. Times in UTC milliseconds. */
export function noteGap(tools: Tools, cursorMs: number | undefined, firstMs: number): void {
  if (cursorMs === undefined || firstMs - cursorMs < gapMs) return;
  tools.gap({ fromMs: cursorMs, toMs: firstMs, reason: "The source does not go back that far" });
}

/** Says whether what arrives is live. */
export function noteReached(tools: Tools, newestMs: number): void {
  tools.reached(newestMs < tools.now() - behindMs ? "catching up" : "live");
}
