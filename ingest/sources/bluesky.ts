import { Poison } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, languageTagOf, listOf, textOf } from "./fields.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";
import { timeOfTid } from "./tid.ts";

/**
 * Events of Bluesky's Jetstream, of both wires: `/subscribe`, and `subscribeEvents` with its frames. The time of a post is
 * that in its record key, as the author's client states another one with every edit.
 */
export const bluesky: Decoder = {
  format: "bluesky",
  source: "bluesky",
  time: "fromId",
  recognises: (document) => eventOf(document) !== undefined,
  *decode(document) {
    const event = eventOf(document);
    if (event === undefined) throw new Poison("is not an event of Jetstream: did, time or kind is missing");
    if (event.kind === "account") yield decodeAccount(event);
    else if (event.kind !== "commit") yield { skip: `says something about ${event.kind}, not posts` };
    else if (event.commit.collection !== postCollection) {
      yield { skip: "is a like, repost, follow or other record" };
    } else yield decodeCommit(event, document);
  },
};

/** The collection of posts. */
export const postCollection = "app.bsky.feed.post";

/** An event of either wire, in the shape of the older one. */
export interface JetstreamEvent {
  did: string;
  /** Microseconds since 1970, when the Jetstream server saw it. */
  timeUs: number;
  kind: string;
  commit: Fields;
  account: Fields;
}

/** The event of a document; undefined if it is none. */
export function eventOf(document: unknown): JetstreamEvent | undefined {
  if (!isFields(document)) return undefined;
  const { payload } = document;
  if (document.$type === "message" && isFields(payload)) return newEvent(payload);
  const { did, time_us: timeUs, kind } = document;
  if (!isDid(did) || typeof timeUs !== "number" || typeof kind !== "string") return undefined;
  return { did, timeUs, kind, commit: fieldsOf(document.commit), account: fieldsOf(document.account) };
}

function newEvent(payload: Fields): JetstreamEvent | undefined {
  const kind = /#(commit|identity|account|sync)$/.exec(textOf(payload.$type) ?? "")?.[1];
  const { did, time } = payload;
  const ms = typeof time === "string" ? Date.parse(time) : NaN;
  if (kind === undefined || !isDid(did) || Number.isNaN(ms)) return undefined;
  return { did, timeUs: ms * 1000, kind, commit: payload, account: fieldsOf(payload.account) };
}

function isDid(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("did:") && value.length <= 300;
}

// States such as `throttled` or `desynchronized` are about servers, not about what people want to be shown.
function decodeAccount({ did, timeUs, account }: JetstreamEvent): Decoded {
  const status = textOf(account.status) ?? "deleted";
  if (account.active !== false || !/^(deleted|takendown|suspended|deactivated)$/.test(status)) {
    return { skip: "says how an account does" };
  }
  return { deletion: { scope: "author", key: did, at: Math.floor(timeUs / 1000) } };
}

function decodeCommit({ did, timeUs, commit }: JetstreamEvent, raw: unknown): Decoded {
  const { rkey, operation } = commit;
  const createdAt = timeOfTid(rkey);
  if (createdAt === undefined) return { reject: `has record key "${rkey}", which holds no time`, raw };
  const at = Math.floor(timeUs / 1000);
  const id = `at://${did}/${postCollection}/${rkey}`;
  if (operation === "delete") return { deletion: { scope: "post", key: id, at, createdAt } };
  const record = fieldsOf(commit.record);
  if (typeof record.text !== "string") return { reject: "has no text", raw };
  const post = postOf(did, String(rkey), createdAt, record);
  return { post: operation === "update" ? { ...post, revision: Math.floor(at / 1000) } : post };
}

function postOf(did: string, rkey: string, createdAt: number, record: Fields): Candidate {
  const [lang] = listOf(record.langs);
  const reply = fieldsOf(record.reply);
  const embed = fieldsOf(record.embed);
  const quoted = fieldsOf(embed.record);
  const labels = listOf(fieldsOf(record.labels).values);
  return {
    id: `at://${did}/${postCollection}/${rkey}`,
    createdAt,
    text: withLinks(String(record.text), record),
    authorId: did,
    lang: languageTagOf(lang),
    url: `https://bsky.app/profile/${did}/post/${rkey}`,
    replyTo: fieldsOf(reply.parent).uri,
    threadId: fieldsOf(reply.root).uri,
    quoteOf: quoted.uri ?? fieldsOf(quoted.record).uri,
    sensitive: labels.length > 0 ? true : undefined,
  };
}

// Clients cut links short in the text. What a post shows beside it (a card, pictures) counts only where it has no words.
function withLinks(text: string, record: Fields): string {
  const links = listOf(record.facets).flatMap((facet) => linkOf(facet));
  const whole = replaceRanges(text, links);
  if (whole.trim() !== "") return whole;
  const embed = fieldsOf(record.embed);
  const images = listOf(embed.images ?? fieldsOf(embed.media).images);
  const alternatives = images.map((image) => textOf(fieldsOf(image).alt) ?? "").filter((alt) => alt !== "");
  return alternatives.join("\n") || (textOf(fieldsOf(embed.external).title) ?? "");
}

interface Link {
  start: number;
  end: number;
  uri: string;
}

function linkOf(facet: unknown): Link[] {
  const { index, features } = fieldsOf(facet);
  const { byteStart: start, byteEnd: end } = fieldsOf(index);
  const uri = listOf(features).map((feature) => fieldsOf(feature).uri).find((one) =>
    typeof one === "string" && /^https?:\/\//.test(one)
  );
  if (typeof uri !== "string" || !Number.isInteger(start) || !Number.isInteger(end)) return [];
  return [{ start: Number(start), end: Number(end), uri }];
}

// Facets count bytes of UTF-8. One that is out of range, splits a character or crosses another is left out.
function replaceRanges(text: string, links: Link[]): string {
  if (links.length === 0) return text;
  const bytes = new TextEncoder().encode(text);
  const isBorder = (at: number) => at >= 0 && at <= bytes.length && (bytes[at] ?? 0) >> 6 !== 2;
  let whole = "";
  let at = 0;
  for (const { start, end, uri } of links.toSorted((one, other) => one.start - other.start)) {
    if (start < at || end <= start || !isBorder(start) || !isBorder(end)) continue;
    whole += decoder.decode(bytes.subarray(at, start)) + uri;
    at = end;
  }
  return whole + decoder.decode(bytes.subarray(at));
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
