import { Poison } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, languageTagOf, listOf, statedOf, textOf } from "./fields.ts";
import { htmlToText } from "./markup.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";

/**
 * Statuses of Mastodon and what speaks its language: single ones, pages of them (alone or recorded as `{uri, status,
 * body}`) and events of its stream. A status has another id on every server; its `uri` is the same on all.
 */
export const mastodon: Decoder = {
  format: "mastodon",
  source: "mastodon",
  time: "stable",
  recognises(document) {
    return isStatus(document) || isStatus(pageOf(document)?.[0]) ||
      (isFields(document) && typeof document.event === "string" && "payload" in document);
  },
  *decode(document) {
    const page = pageOf(document);
    if (page !== undefined) {
      for (const [at, status] of page.entries()) yield { ...decodeStatus(status), part: at + 1 };
    } else if (isFields(document) && typeof document.event === "string") {
      yield decodeEvent(document);
    } else yield decodeStatus(document);
  },
};

/** A deletion as the live source hands it over: the stream itself says only an id of its server. */
export interface MastodonDeletion {
  event: "delete";
  payload: { uri: string; createdAt: number };
}

/** Whether a value is a status. */
export function isStatus(value: unknown): value is Fields {
  return isFields(value) && typeof value.id === "string" && typeof value.uri === "string" &&
    typeof value.content === "string" && isFields(value.account);
}

function pageOf(document: unknown): unknown[] | undefined {
  if (Array.isArray(document)) return document;
  return isFields(document) && typeof document.uri === "string" && Array.isArray(document.body)
    ? document.body
    : undefined;
}

function decodeEvent({ event, payload }: Fields): Decoded {
  if (event === "update" || event === "status.update") {
    return decodeStatus(typeof payload === "string" ? JSON.parse(payload) : payload);
  }
  if (event !== "delete") return { skip: "is an event that is about no status" };
  const { uri, createdAt } = fieldsOf(payload);
  if (typeof uri !== "string") return { skip: "is the deletion of a status that was not seen" };
  return { deletion: { scope: "post", key: uri, createdAt } };
}

function decodeStatus(status: unknown): Decoded {
  if (!isStatus(status)) throw new Poison("is no status: id, uri, content or account is missing");
  // Nothing of what is not public may be kept, not even as a dead letter.
  if (status.visibility !== "public") return { skip: "is not public" };
  return { post: postOf(status) };
}

function postOf(status: Fields): Candidate {
  const account = fieldsOf(status.account);
  const editedAt = Date.parse(textOf(status.edited_at) ?? "");
  return {
    id: status.uri,
    createdAt: Date.parse(textOf(status.created_at) ?? ""),
    title: textOf(status.spoiler_text)?.slice(0, 2000),
    text: htmlToText(withPlainTags(String(status.content))) || descriptionsOf(status),
    author: nameOf(account),
    authorId: textOf(account.uri) ?? account.url,
    lang: languageTagOf(status.language),
    url: textOf(status.url) ?? status.uri,
    repostOf: fieldsOf(status.reblog).uri,
    automated: account.bot === true ? true : undefined,
    sensitive: status.sensitive === true ? true : undefined,
    reach: account.followers_count,
    engagement: statedOf({
      likes: status.favourites_count,
      replies: status.replies_count,
      reposts: status.reblogs_count,
    }),
    ...Number.isNaN(editedAt) ? {} : { revision: Math.floor(editedAt / 1000) },
  };
}

// `ada@server`, for people of the server itself too.
function nameOf({ acct, url }: Fields): string | undefined {
  const name = textOf(acct);
  if (name === undefined || name.includes("@") || typeof url !== "string" || !URL.canParse(url)) return name;
  return `${name}@${new URL(url).host}`;
}

// Tags and names are links to a server's own pages; the words are what was written.
function withPlainTags(html: string): string {
  return html.replace(/<a\b[^<>]{0,2000}\bclass="[^"<>]{0,200}\b(?:mention|hashtag)\b[^<>]{0,2000}>/gi, "");
}

function descriptionsOf(status: Fields): string {
  return listOf(status.media_attachments).map((media) => textOf(fieldsOf(media).description) ?? "")
    .filter((description) => description !== "").join("\n");
}
