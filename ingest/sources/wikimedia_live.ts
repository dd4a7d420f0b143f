import { Fatal } from "../base/errors.ts";
import type { Adapter, RawItem, Tools } from "./live/adapter.ts";
import { noteGap, noteReached } from "./live/gap.ts";
import { inBatches, streamBatches } from "./live/in_batches.ts";
import { openEvents } from "./live/open_stream.ts";
import type { ServerEvent } from "./live/sse.ts";
import { isFields } from "./fields.ts";
import type { Json } from "./source.ts";
import { wikimedia } from "./wikimedia.ts";

/** Which edits, and where from. */
export interface WikimediaOptions {
  /** Domains such as `en.wikipedia.org`, with commas; absent: all of Wikimedia's. */
  wikis?: string;
  /** Address of the service; absent: Wikimedia's own. */
  url?: string;
}

/** Edits by people on Wikimedia's projects. The cursor is the id of the last event, which the service understands. */
export function createWikimedia(options: WikimediaOptions = {}): Adapter {
  const wikis = options.wikis?.split(",");
  for (const wiki of wikis ?? []) {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(wiki)) {
      throw new Fatal(`Cannot follow wiki "${wiki}": give domains such as en.wikipedia.org,de.wikipedia.org`);
    }
  }
  const url = new URL(options.url ?? "https://stream.wikimedia.org/v2/stream/recentchange");
  const guard = { hosts: [url.host], plain: options.url !== undefined };
  return {
    stream: wikis === undefined ? "wikimedia" : `wikimedia:${wikis.join(",")}`,
    decoder: wikimedia,
    secrets: [],
    async *read(cursor, tools, signal) {
      let { id, atMs } = toCursor(cursor);
      const headers = id === undefined ? {} : { "last-event-id": id };
      let first = true;
      const open = (open: AbortSignal) => openEvents({ url, guard, headers }, tools, open);
      for await (const events of inBatches(open, streamBatches, signal)) {
        const items: RawItem[] = [];
        for (const event of events) {
          const item = toItem(event);
          const time = timeOf(item);
          if (time !== undefined && first) noteGap(tools, atMs, time);
          if (time !== undefined) {
            first = false;
            atMs = Math.max(atMs ?? 0, Math.min(time, tools.now()));
          }
          if (event.id !== "") id = event.id;
          if (isWanted(item, wikis, tools)) items.push(item);
        }
        if (atMs !== undefined) noteReached(tools, atMs);
        yield { items, cursor: { ...id === undefined ? {} : { id }, ...atMs === undefined ? {} : { atMs } } };
      }
    },
  };
}

function toCursor(cursor: Json | undefined): { id: string | undefined; atMs: number | undefined } {
  const { id, atMs } = isFields(cursor) ? cursor : {};
  return {
    id: typeof id === "string" ? id : undefined,
    atMs: typeof atMs === "number" ? atMs : undefined,
  };
}

function toItem(event: ServerEvent): RawItem {
  const at = { raw: event.data, origin: "recentchange" };
  if (event.cut) return { ...at, refusal: "is too long; its beginning is kept" };
  try {
    return { ...at, document: JSON.parse(event.data) };
  } catch {
    return { ...at, refusal: "is not JSON" };
  }
}

function timeOf(item: RawItem): number | undefined {
  if (!("document" in item) || !isFields(item.document)) return undefined;
  const { timestamp } = item.document;
  return typeof timestamp === "number" ? timestamp * 1000 : undefined;
}

function isWanted(item: RawItem, wikis: string[] | undefined, tools: Tools): boolean {
  if (!("document" in item) || !isFields(item.document)) return true;
  const { bot, server_name: domain } = item.document;
  if (bot === true) tools.count("is an edit by a program");
  else if (wikis !== undefined && !wikis.includes(String(domain))) {
    tools.count("is of a wiki that is not followed");
  } else return true;
  return false;
}
