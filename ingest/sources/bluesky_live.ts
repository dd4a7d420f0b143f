import type { Adapter, RawItem } from "./live/adapter.ts";
import { noteGap, noteReached } from "./live/gap.ts";
import { inBatches, streamBatches } from "./live/in_batches.ts";
import { Problem } from "./live/problem.ts";
import { bluesky, eventOf, postCollection } from "./bluesky.ts";
import { isFields } from "./fields.ts";
import type { Json } from "./source.ts";

const hosts = ["us-east", "us-west"].flatMap((region) =>
  [1, 2].map((number) => `jetstream${number}.${region}.bsky.network`)
);
/** Servers differ a little in when they saw a post, and send a little out of order. */
const rewindUs = 5_000_000;
const maxAheadMs = 3_600_000;

/** Which server to ask, and on which wire. */
export interface BlueskyOptions {
  /** Address of a Jetstream server, its path included; absent: Bluesky's own four in turn. */
  url?: string;
}

/**
 * All public posts of Bluesky. The cursor is the newest time (microseconds) at which the server saw an event; every
 * connection goes back 5 s before it, to whichever server.
 */
export function createBluesky(options: BlueskyOptions = {}): Adapter {
  const urls = options.url === undefined ? hosts.map((host) => `wss://${host}/subscribe`) : [options.url];
  let turn = 0;
  return {
    stream: "bluesky",
    decoder: bluesky,
    secrets: [],
    async *read(cursor, tools, signal) {
      const from = cursorUs(cursor);
      const url = addressOf(urls[turn++ % urls.length]!, from);
      const guard = { hosts: [url.host], plain: options.url !== undefined };
      let newestUs = from ?? 0;
      let first = true;
      const open = (open: AbortSignal) => tools.connect(url, guard, tools.limits, open);
      try {
        for await (const messages of inBatches(open, streamBatches, signal)) {
          const items = messages.map((message) => toItem(message));
          for (const item of items) {
            const timeUs = "document" in item ? eventOf(item.document)?.timeUs : undefined;
            if (timeUs === undefined || timeUs / 1000 > tools.now() + maxAheadMs) continue;
            if (first) noteGap(tools, from === undefined ? from : from / 1000, timeUs / 1000);
            first = false;
            newestUs = Math.max(newestUs, timeUs);
          }
          if (!first) noteReached(tools, newestUs / 1000);
          yield { items: items.filter(isNoFrame), cursor: { timeUs: newestUs } };
          failOnError(items);
        }
      } catch (error) {
        // A cursor that it refuses would be refused for ever.
        if (!(error instanceof Problem) || error.status !== 400 || from === undefined) throw error;
        tools.gap({
          fromMs: from / 1000,
          toMs: tools.now(),
          reason: "The server does not accept the cursor",
        });
        yield { items: [], cursor: {} };
      }
    },
  };
}

function cursorUs(cursor: Json | undefined): number | undefined {
  const timeUs = isFields(cursor) ? cursor.timeUs : undefined;
  return typeof timeUs === "number" && timeUs > 0 ? timeUs : undefined;
}

function addressOf(base: string, fromUs: number | undefined): URL {
  const url = new URL(base);
  const isNew = url.pathname.endsWith("subscribeEvents");
  url.searchParams.append(isNew ? "collections" : "wantedCollections", postCollection);
  if (isNew) { for (const kind of ["commit", "account"]) url.searchParams.append("kinds", kind); }
  if (fromUs !== undefined) url.searchParams.set("cursor", String(Math.floor(fromUs - rewindUs)));
  return url;
}

function toItem(message: string): RawItem {
  const at = { raw: message, origin: "jetstream" };
  try {
    return { ...at, document: JSON.parse(message) };
  } catch {
    return { ...at, refusal: "is not JSON" };
  }
}

// Frames of the newer wire that are no events: an error ends the connection, an `#info` says that a cursor is too old.
function isNoFrame(item: RawItem): boolean {
  return !("document" in item) || eventOf(item.document) !== undefined || !isFrame(item.document);
}

function isFrame(document: unknown): boolean {
  return isFields(document) && (document.$type === "error" || document.$type === "message");
}

function failOnError(items: RawItem[]): void {
  for (const item of items) {
    if ("document" in item && isFields(item.document) && item.document.$type === "error") {
      throw new Problem(
        "lost",
        `The server ends the connection: ${String(item.document.error).slice(0, 100)}`,
      );
    }
  }
}
