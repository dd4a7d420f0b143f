import { fieldsOf } from "./fields.ts";
import type { RawBatch, RawItem, Tools } from "./live/adapter.ts";
import { readJson } from "./live/document.ts";
import { Problem } from "./live/problem.ts";
import { pauseOf } from "./live/rate_headers.ts";
import type { Json } from "./source.ts";

const pageSize = 40;
const pageMs = 1000;
const behindMs = 60_000;

/** A timeline of a server: all that is public, or a tag. */
export interface Place {
  base: string;
  tag: string | undefined;
  token: string;
  /** Whether the server may be asked by http. */
  plain: boolean;
}

/** The newest id of a server that was seen; it moves while the timeline is read. */
export interface Newest {
  id: string | undefined;
}

/**
 * What came after the newest id, page by page; the first time the newest page. Ends early when `signal` aborts.
 * @throws {Problem} when the server refuses or answers with no timeline.
 */
export async function* fill(
  place: Place,
  newest: Newest,
  tools: Tools,
  signal: AbortSignal,
): AsyncGenerator<RawBatch> {
  while (!signal.aborted) {
    const path = place.tag === undefined ? "public" : `tag/${encodeURIComponent(place.tag)}`;
    const url = new URL(`/api/v1/timelines/${path}?limit=${pageSize}`, place.base);
    const asked = newest.id;
    if (asked !== undefined) url.searchParams.set("min_id", asked);
    const { json, headers } = await readJson({ url, ...access(place) }, tools, signal);
    if (!Array.isArray(json)) {
      throw new Problem("lost", "The server answers with something that is no timeline");
    }
    const items = json.map((status, at) => toItem(status, `timeline/${at + 1}`));
    for (const status of json) newest.id = later(newest.id, fieldsOf(status).id);
    const full = json.length >= pageSize && asked !== undefined && newest.id !== asked;
    tools.reached(full && isOld(json, tools) ? "catching up" : "live");
    if (items.length > 0) yield { items, cursor: cursorOf(newest.id) };
    await tools.wait(pauseOf(headers, tools.now()), signal);
    if (!full) return;
    await tools.wait(pageMs, signal);
  }
}

/** How a server is asked: with the token, where there is one. */
export function access({ token, plain }: Place) {
  return { guard: { plain }, headers: token === "" ? {} : { authorization: `Bearer ${token}` } };
}

/** The later of two ids; what is no id is left out. */
export function later(one: string | undefined, other: unknown): string | undefined {
  // Texts of digits, too long for numbers.
  if (typeof other !== "string" || !/^\d{1,30}$/.test(other)) return one;
  if (one === undefined || other.length > one.length) return other;
  return other.length === one.length && other > one ? other : one;
}

/** The newest id as a cursor. */
export function cursorOf(newest: string | undefined): Json {
  return newest === undefined ? {} : { newest };
}

function toItem(status: unknown, origin: string): RawItem {
  return { raw: JSON.stringify(status), origin, document: status };
}

function isOld(statuses: unknown[], tools: Tools): boolean {
  return statuses.every((status) => Date.parse(String(fieldsOf(status).created_at)) < tools.now() - behindMs);
}
