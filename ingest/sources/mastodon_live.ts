import { Fatal } from "../base/errors.ts";
import { fieldsOf, isFields, textOf } from "./fields.ts";
import type { Adapter, RawBatch, RawItem, Tools } from "./live/adapter.ts";
import { readJson } from "./live/document.ts";
import { inBatches, streamBatches } from "./live/in_batches.ts";
import { openEvents } from "./live/open_stream.ts";
import { Problem } from "./live/problem.ts";
import type { ServerEvent } from "./live/sse.ts";
import { streamName } from "./live/stream_name.ts";
import { isStatus, mastodon, type MastodonDeletion } from "./mastodon.ts";
import { access, cursorOf, fill, later, type Newest, type Place } from "./mastodon_timeline.ts";

/** 300 questions in 5 minutes are allowed, all streams of a machine together. */
const pollMs = 5000;
const maxRemembered = 50_000;

/** Which server, which tag, and with which token. */
export interface MastodonOptions {
  /** `mastodon.social`, or with a tag: `mastodon.social/tags/caturday`. */
  what?: string;
  /** Token of a user of that server; empty: polls, where the server shows its timeline to all. */
  token: string;
  /** Address of the server in place of https and its name. */
  url?: string;
}

/**
 * The public timeline of one server, or a hashtag as it sees it. With a token it is a stream, whose gaps are filled by
 * questions; without, questions alone. The cursor is the newest id, which is the server's own.
 */
export function createMastodon({ what, token, url }: MastodonOptions): Adapter {
  const [, server, tag] = /^([a-z0-9.-]+\.[a-z]{2,})(?:\/tags\/([^/?#\s]{1,100}))?$/i.exec(what ?? "") ?? [];
  if (server === undefined) {
    throw new Fatal(
      `Cannot follow Mastodon server "${
        what ?? ""
      }": give one such as mastodon.social or mastodon.social/tags/caturday`,
    );
  }
  const place = { base: url ?? `https://${server.toLowerCase()}`, tag, token, plain: url !== undefined };
  return {
    stream: streamName("mastodon", what!),
    decoder: mastodon,
    secrets: token === "" ? [] : [token],
    async *read(cursor, tools, signal) {
      const newest = { id: isFields(cursor) ? textOf(cursor.newest) : undefined };
      if (token === "") {
        while (!signal.aborted) {
          yield* fill(place, newest, tools, signal);
          await tools.wait(pollMs, signal);
        }
      } else {
        yield* fill(place, newest, tools, signal);
        yield* follow(place, newest, tools, signal);
      }
    },
  };
}

async function* follow(
  place: Place,
  newest: Newest,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<RawBatch> {
  const instance = new URL("/api/v2/instance", place.base);
  const { json } = await readJson({ url: instance, guard: { plain: place.plain } }, tools, signal);
  const stated = textOf(fieldsOf(fieldsOf(fieldsOf(json).configuration).urls).streaming) ?? place.base;
  const base = stated.replace(/^ws(s?):/, "http$1:");
  if (!URL.canParse(base)) throw new Problem("lost", "The server does not say where its stream is");
  const url = new URL(
    place.tag === undefined ? "/api/v1/streaming/public" : "/api/v1/streaming/hashtag",
    base,
  );
  if (place.tag !== undefined) url.searchParams.set("tag", place.tag);
  const seen = new Map<string, MastodonDeletion["payload"]>();
  const open = (open: AbortSignal) => openEvents({ url, ...access(place) }, tools, open);
  let first = true;
  for await (const events of inBatches(open, streamBatches, signal)) {
    // What came between the last page and the opening of the stream.
    if (first) yield* fill(place, newest, tools, signal);
    if (signal.aborted) return;
    first = false;
    const items = events.map((event) => {
      const item = toEventItem(event, seen);
      if ("document" in item) remember(fieldsOf(item.document).payload, newest, seen);
      return item;
    });
    yield { items, cursor: cursorOf(newest.id) };
  }
}

function toEventItem(
  { event, data, cut }: ServerEvent,
  seen: Map<string, MastodonDeletion["payload"]>,
): RawItem {
  const at = { raw: data, origin: `stream/${event}` };
  if (cut) return { ...at, refusal: "is too long; its beginning is kept" };
  if (event === "delete") return { ...at, document: { event, payload: seen.get(data.trim()) ?? data } };
  if (event !== "update" && event !== "status.update") return { ...at, document: { event, payload: null } };
  try {
    return { ...at, document: { event, payload: JSON.parse(data) } };
  } catch {
    return { ...at, refusal: "is not JSON" };
  }
}

// Deletions say the id that a status has on this server, and nothing else.
function remember(
  status: unknown,
  newest: Newest,
  seen: Map<string, MastodonDeletion["payload"]>,
): void {
  if (!isStatus(status)) return;
  newest.id = later(newest.id, status.id);
  seen.set(String(status.id), { uri: String(status.uri), createdAt: Date.parse(String(status.created_at)) });
  for (const oldest of seen.keys()) {
    if (seen.size <= maxRemembered) break;
    seen.delete(oldest);
  }
}
