import { Fatal, Poison } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, statedOf, textOf } from "./fields.ts";
import type { Adapter, RawItem, Tools } from "./live/adapter.ts";
import { Seen } from "./live/seen.ts";
import { streamName } from "./live/stream_name.ts";
import { reddit } from "./reddit.ts";
import { type AskReddit, createRedditClient, type RedditApp, thingsIn } from "./reddit_client.ts";
import type { Decoder, Json } from "./source.ts";

/** Two listings every 6 s are a fifth of what an app may ask. */
const pollMs = 6000;
const pageSize = 100;
/** A listing goes back about 1,000 things. */
const maxPages = 10;
const refreshMs = 5 * 60_000;
/** So many of the newest submissions are asked for their scores. */
const refreshed = 300;

/** Which communities, and as which app. */
export interface RedditOptions extends RedditApp {
  /** Names with `+` between them, e.g. `news+worldnews`; `all` is a sample only. */
  communities?: string;
}

/**
 * New submissions and comments of some communities, and how submissions of the last hours do. Every question is for the
 * newest page, whatever became of the post that was newest before; the cursor holds what was seen.
 */
export function createReddit({ communities, ...app }: RedditOptions): Adapter {
  if (app.id === "" || app.secret === "") {
    throw new Fatal(
      "Cannot follow Reddit: set REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET to those of an app (reddit.com/prefs/apps)",
    );
  }
  if (communities === undefined || !/^\w{2,50}(\+\w{2,50}){0,99}$/.test(communities)) {
    throw new Fatal("Cannot follow Reddit: name communities, as in --source reddit=news+worldnews");
  }
  return {
    stream: streamName("reddit", communities),
    decoder: liveReddit,
    secrets: [app.id, app.secret],
    async *read(cursor, tools, signal) {
      const ask = await createRedditClient(app, tools, signal);
      const stored = isFields(cursor) ? cursor : {};
      const seen = { new: new Seen(stored.new as Json), comments: new Seen(stored.comments as Json) };
      let heardAt = typeof stored.heardAt === "number" ? stored.heardAt : undefined;
      let refreshedAt = tools.now();
      for (let round = 0; !signal.aborted; round++) {
        const items: RawItem[] = [];
        for (const listing of ["new", "comments"] as const) {
          const path = `/r/${communities}/${listing}`;
          items.push(...(await readNew(ask, path, seen[listing], round, heardAt, tools)).map(toItem));
        }
        heardAt = tools.now();
        tools.reached("live");
        if (items.length > 0) yield { items, cursor: cursorOf(seen, heardAt) };
        if (tools.now() - refreshedAt >= refreshMs) {
          refreshedAt = tools.now();
          const names = Object.keys(seen.new.toJSON()).slice(-refreshed);
          const changed = await readScores(ask, names, tools.now());
          if (changed.length > 0) yield { items: changed, cursor: cursorOf(seen, heardAt) };
        }
        await tools.wait(pollMs, signal);
      }
    },
  };
}

/** Things as they come, and `{refreshed_at, thing}`: how one that was read before does now, or that it is gone. */
const liveReddit: Decoder = {
  ...reddit,
  *decode(document) {
    if (!isFields(document) || !("refreshed_at" in document)) return yield* reddit.decode(document);
    const { refreshed_at: at, thing } = document;
    const data = fieldsOf(fieldsOf(thing).data);
    const key = textOf(data.name);
    if (key === undefined) throw new Poison("is no thing with a name");
    const createdAt = typeof data.created_utc === "number" ? Math.round(data.created_utc * 1000) : undefined;
    const gone = data.author === "[deleted]" || typeof data.removed_by_category === "string";
    const counters = statedOf({
      score: data.hide_score === true ? undefined : data.score,
      replies: data.num_comments,
    });
    if (gone) yield { deletion: { scope: "post", key, at, createdAt } };
    else if (counters === undefined) yield { skip: "states no score" };
    else yield { engagement: { id: key, at, createdAt, ...counters } };
  },
};

// Pages back until one holds something known. Another limit each time goes past pages that are kept ready.
async function readNew(
  ask: AskReddit,
  path: string,
  seen: Seen,
  round: number,
  heardAt: number | undefined,
  tools: Tools,
): Promise<Fields[]> {
  const fresh: Fields[] = [];
  const begun = Object.keys(seen.toJSON()).length > 0;
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const limit = pageSize - round % 3;
    const answer = await ask(path, { limit, ...after === undefined ? {} : { after } });
    const things = thingsIn(answer);
    const names = things.map((thing) => textOf(fieldsOf(thing.data).name));
    const isKnown = names.map((name) => name !== undefined && seen.has(name));
    fresh.push(...things.filter((_, at) => !isKnown[at]));
    after = textOf(fieldsOf(fieldsOf(answer).data).after);
    if (!begun || isKnown.includes(true) || after === undefined || things.length === 0) break;
    if (page === maxPages - 1 && heardAt !== undefined) {
      tools.gap({
        fromMs: heardAt,
        toMs: tools.now(),
        reason: `Reddit goes back ${maxPages * pageSize} posts only`,
      });
    }
  }
  fresh.reverse();
  for (const thing of fresh) seen.look(textOf(fieldsOf(thing.data).name) ?? "", "");
  return fresh;
}

async function readScores(ask: AskReddit, names: string[], at: number): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for (let from = 0; from < names.length; from += pageSize) {
    const things = thingsIn(await ask("/api/info", { id: names.slice(from, from + pageSize).join(",") }));
    for (const thing of things) {
      items.push({ raw: JSON.stringify(thing), origin: "api/info", document: { refreshed_at: at, thing } });
    }
  }
  return items;
}

function toItem(thing: Fields): RawItem {
  // `raw_json` was asked for: the decoder finds that in the address of a recorded poll.
  const document = { uri: "https://oauth.reddit.com/?raw_json=1", body: thing };
  return { raw: JSON.stringify(thing), origin: textOf(fieldsOf(thing.data).name) ?? "listing", document };
}

function cursorOf(seen: { new: Seen; comments: Seen }, heardAt: number): Json {
  return { new: seen.new.toJSON(), comments: seen.comments.toJSON(), heardAt };
}
