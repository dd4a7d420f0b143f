import { Poison } from "../base/errors.ts";
import { type Fields, isFields, statedOf, textOf } from "./fields.ts";
import { htmlToText } from "./markup.ts";
import type { Candidate, Decoder } from "./source.ts";

/**
 * Items of Hacker News' API: stories, comments, jobs and polls. What its authors deleted and what moderators, users or
 * filters killed is not shown there to the public: it counts as deleted.
 */
export const hackernews: Decoder = {
  format: "hackernews",
  source: "hackernews",
  time: "stable",
  recognises: isItem,
  *decode(document) {
    if (document === null) {
      yield { reject: "is null: there is no such item", raw: null };
    } else if (!isItem(document)) {
      throw new Poison("is not a Hacker News item: id, type or time is missing");
    } else if (!isItemId(document.id)) {
      throw new Poison(`has id ${document.id}, which is no positive integer`);
    } else if (document.deleted === true || document.dead === true) {
      yield { deletion: { scope: "post", key: String(document.id), createdAt: timeOf(document) } };
    } else if (document.type === "pollopt") {
      yield { reject: "is an option of a poll, not a post", raw: document };
    } else {
      yield { post: postOf(document) };
    }
  },
};

const types: readonly unknown[] = ["story", "comment", "job", "poll", "pollopt"];

function isItem(document: unknown): document is Fields {
  return isFields(document) && typeof document.id === "number" && typeof document.time === "number" &&
    types.includes(document.type);
}

/** Whether something is the number of an item. */
export function isItemId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function timeOf(item: Fields): number {
  return Math.round(Number(item.time) * 1000);
}

// `url` is where the item can be read; the address a story points to has no field in Post, and as text it would count
// as words that nobody wrote.
function postOf(item: Fields): Candidate {
  return {
    id: String(item.id),
    createdAt: timeOf(item),
    title: htmlToText(textOf(item.title) ?? ""),
    text: htmlToText(textOf(item.text) ?? ""),
    author: item.by,
    authorId: item.by,
    url: `https://news.ycombinator.com/item?id=${item.id}`,
    replyTo: isItemId(item.parent) ? String(item.parent) : undefined,
    engagement: statedOf({ score: item.score, replies: item.descendants }),
  };
}
