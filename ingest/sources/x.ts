import { Poison } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, listOf, statedOf, textOf } from "./fields.ts";
import { unescapeBasic } from "./markup.ts";
import type { Candidate, Decoded, Decoder } from "./source.ts";
import { decodeCompliance } from "./x_compliance.ts";
import { addressOf, isXId, languageOf, parseXTime, timeOfPost } from "./x_post.ts";

/**
 * Documents of X's API v2: pages of a search, lines of a stream, compliance lines. Only what was asked for becomes a
 * post; referenced posts in `includes` matched nothing and came along as an explanation.
 */
export const xV2: Decoder = {
  format: "x-v2",
  source: "x",
  time: "fromId",
  recognises(document) {
    if (!isFields(document)) return false;
    const { data } = document;
    if (data === undefined) {
      return decodeCompliance(document) !== undefined || isEmptyPage(document) ||
        listOf(document.errors).some(isProblem);
    }
    return isPost(Array.isArray(data) ? data[0] : data) || decodeCompliance(document) !== undefined;
  },
  *decode(document) {
    if (!isFields(document)) throw new Poison("is not an X v2 document");
    const notice = decodeCompliance(document);
    if (notice !== undefined) return yield* [notice];
    const { data } = document;
    const known = includedOf(document);
    if (Array.isArray(data)) {
      for (const [at, post] of data.entries()) yield { ...decodePost(post, known), part: at + 1 };
    } else if (data !== undefined) {
      yield decodePost(data, known);
    } else if (!isEmptyPage(document) && !Array.isArray(document.errors)) {
      throw new Poison("is not an X v2 document: it has neither data nor errors");
    }
    yield* decodeErrors(document);
  },
};

interface Included {
  users: Map<unknown, Fields>;
  places: Map<unknown, Fields>;
  rules: string[] | undefined;
}

function isPost(value: unknown): value is Fields {
  return isFields(value) && typeof value.id === "string" && typeof value.text === "string";
}

function isEmptyPage(document: Fields): boolean {
  return fieldsOf(document.meta).result_count === 0;
}

function isProblem(error: unknown): boolean {
  return (textOf(fieldsOf(error).type) ?? "").includes("/problems/");
}

function includedOf(document: Fields): Included {
  const includes = fieldsOf(document.includes);
  const byId = (list: unknown) => new Map(listOf(list).filter(isFields).map((one) => [one.id, one]));
  const rules = listOf(document.matching_rules).flatMap(ruleOf);
  return {
    users: byId(includes.users),
    places: byId(includes.places),
    rules: rules.length === 0 ? undefined : rules,
  };
}

// The recordings have rule ids as numbers beyond 2^53: those have lost digits and would name another rule.
function ruleOf(rule: unknown): string[] {
  const { tag, id } = fieldsOf(rule);
  const name = textOf(tag) ?? textOf(id) ?? (Number.isSafeInteger(id) ? String(id) : undefined);
  return name === undefined ? [] : [name];
}

function decodePost(data: unknown, known: Included): Decoded {
  if (!isPost(data)) return { reject: "is not a post: id or text is missing", raw: data ?? null };
  const { id } = data;
  if (!isXId(id)) return { reject: `has id "${id}", which is not X's`, raw: data };
  const user = fieldsOf(known.users.get(data.author_id));
  if (user.protected === true) return { reject: "is not public: its author is protected", raw: data };
  return { post: postOf(id, data, user, known) };
}

// X gives each version of an edited post an id of its own; all of them list all ids, the first one first.
function versionOf(
  id: string,
  { edit_history_tweet_ids: history }: Fields,
): { id: string; revision: number } {
  const [first] = listOf(history);
  const revision = listOf(history).indexOf(id);
  return isXId(first) && revision > 0 ? { id: first, revision } : { id, revision: 0 };
}

function postOf(ownId: string, data: Fields, user: Fields, known: Included): Candidate {
  const { id, revision } = versionOf(ownId, data);
  const metrics = fieldsOf(data.public_metrics);
  const referenced = new Map(
    listOf(data.referenced_tweets).filter(isFields).map((one) => [one.type, one.id]),
  );
  return {
    id,
    revision,
    createdAt: timeOfPost(id, revision === 0 ? parseXTime(data.created_at) : undefined),
    text: unescapeBasic(textOf(fieldsOf(data.note_tweet).text) ?? String(data.text)),
    author: user.username,
    authorId: data.author_id,
    lang: languageOf(data.lang),
    url: addressOf(ownId, user.username),
    replyTo: referenced.get("replied_to"),
    repostOf: referenced.get("retweeted"),
    quoteOf: referenced.get("quoted"),
    threadId: data.conversation_id,
    rules: known.rules,
    place: fieldsOf(known.places.get(fieldsOf(data.geo).place_id)).full_name,
    sensitive: data.possibly_sensitive,
    reach: fieldsOf(user.public_metrics).followers_count,
    engagement: statedOf({
      likes: metrics.like_count,
      replies: metrics.reply_count,
      reposts: metrics.retweet_count,
    }),
  };
}

// An error beside data mostly says that something a post refers to could not be shown: no post of ours is lost then.
// It is one where the post itself was asked for by id, and where the document has nothing but errors.
function* decodeErrors(document: Fields): Iterable<Decoded> {
  const before = Array.isArray(document.data) ? document.data.length : 0;
  for (const [at, error] of listOf(document.errors).entries()) {
    const { parameter, resource_type, title, detail } = fieldsOf(error);
    const lost = resource_type === "tweet" && (parameter === "id" || parameter === "ids");
    if (!lost && document.data !== undefined) continue;
    const what = [title, detail].filter((text) => typeof text === "string").join(": ") || "no reason stated";
    yield {
      reject: lost ? `could not be had: ${what}` : `is an error of the API: ${what}`,
      raw: error,
      part: before + at + 1,
    };
  }
}
