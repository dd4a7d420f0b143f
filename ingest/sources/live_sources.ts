import { Fatal } from "../base/errors.ts";
import type { Settings } from "../base/settings.ts";
import type { Adapter } from "./live/adapter.ts";
import { createBluesky } from "./bluesky_live.ts";
import { createHackerNews } from "./hackernews_live.ts";
import { createGdelt } from "./gdelt_live.ts";
import { createMastodon } from "./mastodon_live.ts";
import { createMeetup } from "./meetup_live.ts";
import { createNewsApi } from "./newsapi_live.ts";
import { createPush } from "./push_live.ts";
import { createReddit } from "./reddit_live.ts";
import { createRss } from "./rss_live.ts";
import { createX } from "./x_live.ts";
import { createWikimedia } from "./wikimedia_live.ts";

/** A live source as people start it. */
export interface LiveSource {
  /** As in `--source NAME`. */
  name: string;
  /** @throws {Fatal} that says what is missing. */
  create(what: string | undefined, settings: Settings): Adapter;
}

/** Every live source. */
export const liveSources: readonly LiveSource[] = [
  { name: "bluesky", create: (url) => createBluesky(url === undefined ? {} : { url }) },
  { name: "hackernews", create: () => createHackerNews() },
  { name: "wikimedia", create: (wikis) => createWikimedia(wikis === undefined ? {} : { wikis }) },
  { name: "rss", create: (url) => createRss(url === undefined ? {} : { url }) },
  { name: "gdelt", create: (query) => createGdelt(query === undefined ? {} : { query }) },
  {
    name: "mastodon",
    create: (what, { MASTODON_TOKEN: token }) =>
      createMastodon({ token, ...what === undefined ? {} : { what } }),
  },
  {
    name: "newsapi",
    create: (what, { NEWSAPI_KEY: key }) => createNewsApi({ key, ...what === undefined ? {} : { what } }),
  },
  {
    name: "x",
    create: (rule, { X_BEARER_TOKEN: token, X_DAILY_POSTS: perDay, X_BACKFILL }) =>
      createX({ token, perDay, backfill: X_BACKFILL === "on", ...rule === undefined ? {} : { rule } }),
  },
  {
    name: "reddit",
    create: (communities, { REDDIT_CLIENT_ID: id, REDDIT_CLIENT_SECRET: secret }) =>
      createReddit({ id, secret, ...communities === undefined ? {} : { communities } }),
  },
  {
    name: "meetup",
    create: (groups, { MEETUP_TOKEN: token }) =>
      createMeetup({ token, ...groups === undefined ? {} : { groups } }),
  },
  {
    name: "push",
    create: (what, { PUSH_TOKEN: token }) => createPush({ token, ...what === undefined ? {} : { what } }),
  },
];

/** The adapter of `NAME` or `NAME=WHAT`. @throws {Fatal} that says what is wrong with it. */
export function createAdapter(text: string, settings: Settings): Adapter {
  const [, name, what] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  const source = liveSources.find((one) => one.name === name);
  if (source === undefined) {
    const known = liveSources.map((one) => one.name).join(", ");
    throw new Fatal(`Cannot follow source "${name}": known are ${known}`);
  }
  return source.create(what === "" ? undefined : what, settings);
}
