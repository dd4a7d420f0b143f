import { Poison } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, statedOf, textOf } from "./fields.ts";
import { unescapeBasic } from "./markup.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";
import { addressOf, isXId, languageOf, parseXTime, timeOfId, timeOfPost } from "./x_post.ts";

/** Statuses of X's API v1.1, which no longer exists: one a document, as recorded from streams. */
export const xV1: Decoder = {
  format: "x-v1",
  source: "x",
  time: "fromId",
  recognises(document) {
    return isFields(document) &&
      (noticeOf(document) !== undefined || (isStatus(document) && isFields(document.user)));
  },
  *decode(document) {
    if (!isFields(document)) throw new Poison("is not an X v1.1 status");
    const notice = noticeOf(document);
    if (notice === "deletion") {
      yield decodeDeletion(document);
    } else if (notice !== undefined) {
      yield { reject: `is a ${notice} notice, not a post`, raw: document };
    } else if (!isStatus(document)) {
      throw new Poison("is not an X v1.1 status: id_str or text is missing");
    } else if (fieldsOf(document.user).protected === true) {
      yield { reject: "is not public: its author is protected", raw: document };
    } else {
      const { id_str: id } = document;
      if (!isXId(id)) throw new Poison(`has id "${id}", which is not X's`);
      yield { post: postOf(id, document) };
    }
  },
};

const notices: { [field: string]: string } = {
  delete: "deletion",
  scrub_geo: "location removal",
  limit: "limit",
  status_withheld: "withheld post",
  user_withheld: "withheld user",
  disconnect: "disconnect",
  warning: "warning",
};

// A notice is an object with one field; a status has dozens.
function noticeOf(document: Fields): string | undefined {
  const names = Object.keys(document);
  return names.length === 1 && isFields(document[names[0]!]) && Object.hasOwn(notices, names[0]!)
    ? notices[names[0]!]
    : undefined;
}

function decodeDeletion(document: Fields): Decoded {
  const { status, timestamp_ms: at } = fieldsOf(document.delete);
  const { id_str: id } = fieldsOf(status);
  if (!isXId(id)) return { reject: `has id "${String(id)}", which is not X's`, raw: document };
  const deletedAt = typeof at === "string" && digits.test(at) ? Number(at) : undefined;
  return { deletion: { scope: "post", key: id, at: deletedAt, createdAt: timeOfId(id) } };
}

function isStatus(document: Fields): boolean {
  return typeof document.id_str === "string" &&
    (typeof document.text === "string" || typeof document.full_text === "string");
}

function postOf(id: string, status: Fields): Candidate {
  const user = fieldsOf(status.user);
  return {
    id,
    createdAt: timeOfPost(id, statedTime(status)),
    text: unescapeBasic(wholeText(status)),
    author: user.screen_name,
    authorId: user.id_str,
    lang: languageOf(status.lang),
    url: addressOf(id, user.screen_name),
    replyTo: status.in_reply_to_status_id_str,
    repostOf: fieldsOf(status.retweeted_status).id_str,
    quoteOf: status.quoted_status_id_str,
    place: fieldsOf(status.place).full_name,
    sensitive: status.possibly_sensitive,
    reach: user.followers_count,
    engagement: statedOf({
      likes: status.favorite_count,
      replies: status.reply_count,
      reposts: status.retweet_count,
    }),
  };
}

function wholeText(status: Fields): string {
  return textOf(fieldsOf(status.extended_tweet).full_text) ?? textOf(status.full_text) ??
    textOf(status.text) ?? "";
}

const digits = /^\d{12,14}$/;

// Missing before mid-2014, and a text of digits where it is there.
function statedTime(status: Fields): number | undefined {
  const ms = status.timestamp_ms;
  return typeof ms === "string" && digits.test(ms) ? Number(ms) : parseXTime(status.created_at);
}
