import { Poison } from "../base/errors.ts";
import { fieldsOf, isFields, listOf, statedOf, textOf } from "./fields.ts";
import type { Decoded, Decoder } from "./source.ts";

/** Polls of Hacker News' front page: they say how stories do at the time, and are no posts. */
export const hackernewsFront: Decoder = {
  format: "hackernews-front",
  source: "hackernews",
  time: "stable",
  recognises: (document) => isFields(document) && listOf(document.body).some(isEntry),
  *decode(document) {
    if (!isFields(document) || !Array.isArray(document.body)) {
      throw new Poison("is no poll of the front page");
    }
    const at = Date.parse(textOf(document.fetched_at) ?? "");
    if (Number.isNaN(at)) throw new Poison("is a poll without fetched_at");
    for (const [index, entry] of document.body.entries()) {
      yield { ...decodeEntry(entry, at), part: index + 1 };
    }
  },
};

function isEntry(entry: unknown): boolean {
  return isFields(entry) && "upvotes" in entry && storyIn(entry.link) !== undefined;
}

function decodeEntry(entry: unknown, at: number): Decoded {
  const { link, upvotes, comments } = fieldsOf(entry);
  const id = storyIn(link);
  const counters = statedOf({ score: upvotes, replies: comments });
  if (id === undefined || counters === undefined) return { skip: "is a job, which has no score" };
  return { engagement: { id, at, ...counters } };
}

function storyIn(link: unknown): string | undefined {
  return /^https:\/\/news\.ycombinator\.com\/item\?id=(\d{1,15})$/.exec(textOf(link) ?? "")?.[1];
}
