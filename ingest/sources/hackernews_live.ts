import { Poison } from "../base/errors.ts";
import { hackernews, isItemId } from "./hackernews.ts";
import type { Adapter, RawItem, Tools } from "./live/adapter.ts";
import { readJson } from "./live/document.ts";
import { Problem } from "./live/problem.ts";
import { fieldsOf, isFields, listOf, statedOf } from "./fields.ts";
import type { Decoder, Json } from "./source.ts";

/** Where to ask. */
export interface HackerNewsOptions {
  /** Address of the API; absent: Hacker News' own. */
  url?: string;
}

/** How far back a new stream begins: about half an hour. */
const startItems = 200;
const pageItems = 100;
const atOnce = 8;
const pollMs = 10_000;
const updatesMs = 60_000;
/** A number that was announced so long ago and is still empty, will stay so. */
const giveUpMs = 15 * 60_000;
const maxMissing = 500;

interface Place {
  /** All items up to this one are done, but for the missing ones. */
  done: number;
  /** Numbers that were still empty, and since when, UTC milliseconds. */
  missing: { [id: string]: number };
}

/** Stories and comments of Hacker News as they come; scores, deletions and kills of items that were read before. */
export function createHackerNews(options: HackerNewsOptions = {}): Adapter {
  const base = options.url ?? "https://hacker-news.firebaseio.com";
  const guard = { hosts: [new URL(base).host], plain: options.url !== undefined };
  const ask = async (name: string, tools: Tools, signal: AbortSignal) =>
    (await readJson({ url: new URL(`/v0/${name}.json`, base), guard }, tools, signal)).json;
  const askAll = async (ids: number[], tools: Tools, signal: AbortSignal) => {
    const found: { id: number; item: unknown }[] = [];
    for (let at = 0; at < ids.length; at += atOnce) {
      const some = ids.slice(at, at + atOnce);
      found.push(
        ...await Promise.all(some.map(async (id) => ({ id, item: await ask(`item/${id}`, tools, signal) }))),
      );
    }
    return found;
  };
  return {
    stream: "hackernews",
    decoder: liveHackerNews,
    secrets: [],
    async *read(cursor, tools, signal) {
      let place = toPlace(cursor);
      let updatedAt = tools.now();
      while (!signal.aborted) {
        const newest = await ask("maxitem", tools, signal);
        if (!isItemId(newest)) throw new Problem("lost", "Hacker News does not say which item is the newest");
        place ??= { done: Math.max(0, newest - startItems), missing: {} };
        const last = Math.min(newest, place.done + pageItems);
        const fresh = Array.from({ length: Math.max(0, last - place.done) }, (_, at) => place!.done + 1 + at);
        const found = await askAll([...Object.keys(place.missing).map(Number), ...fresh], tools, signal);
        const next = nextPlace(place, Math.max(last, place.done), found, tools);
        tools.reached(newest - next.done > pageItems ? "catching up" : "live");
        const items = found.filter(({ item }) => item !== null).map(({ id, item }) => toItem(id, item));
        if (items.length > 0 || next.done > place.done) yield { items, cursor: { ...next } };
        place = next;
        if (place.done < newest) continue;
        if (tools.now() - updatedAt >= updatesMs) {
          updatedAt = tools.now();
          const ids = listOf(fieldsOf(await ask("updates", tools, signal)).items).filter(isItemId);
          const done = place.done;
          const changed = await askAll(ids.filter((id) => id <= done), tools, signal);
          const at = tools.now();
          yield {
            items: changed.map(({ id, item }) => toItem(id, { updated_at: at, item })),
            cursor: { ...place },
          };
        }
        await tools.wait(pollMs, signal);
      }
    },
  };
}

/** Items as they come, and `{updated_at, item}`: the counters of an item that was read before, or that it is gone. */
const liveHackerNews: Decoder = {
  ...hackernews,
  *decode(document) {
    if (!isFields(document) || !("updated_at" in document)) return yield* hackernews.decode(document);
    const { updated_at: at, item } = document;
    if (!isFields(item)) throw new Poison("is no item any more");
    const counters = statedOf({ score: item.score, replies: item.descendants });
    if (item.deleted === true || item.dead === true) yield* hackernews.decode(item);
    else if (counters === undefined) yield { skip: "is a change of a comment" };
    else yield { engagement: { id: String(item.id), at, createdAt: Number(item.time) * 1000, ...counters } };
  },
};

function nextPlace(place: Place, done: number, found: { id: number; item: unknown }[], tools: Tools): Place {
  const missing: Place["missing"] = {};
  for (const { id, item } of found) {
    if (item !== null) continue;
    const since = place.missing[id] ?? tools.now();
    if (tools.now() - since < giveUpMs && Object.keys(missing).length < maxMissing) missing[id] = since;
    else tools.count("is a number that was never filled");
  }
  return { done, missing };
}

function toItem(id: number, document: unknown): RawItem {
  return { raw: JSON.stringify(document), origin: `item/${id}`, document };
}

function toPlace(cursor: Json | undefined): Place | undefined {
  if (!isFields(cursor) || !isItemId(cursor.done)) return undefined;
  const missing = Object.entries(fieldsOf(cursor.missing)).filter(([, since]) => typeof since === "number");
  return { done: cursor.done, missing: Object.fromEntries(missing) as Place["missing"] };
}
