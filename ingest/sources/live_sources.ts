import { Fatal } from "../base/errors.ts";
import type { Settings } from "../base/settings.ts";
import { topicNames, xRulesOf } from "../topics/asked_rules.ts";
import { topicFiles } from "../topics/topic_files.ts";
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
import { isSourceName, type SourceName, sourceNames } from "./source_names.ts";
import { createX } from "./x_live.ts";
import { createWikimedia } from "./wikimedia_live.ts";

/** Makes the adapter of a source for what to follow. @throws {Fatal} that says what is missing. */
type Create = (what: string | undefined, settings: Settings, perHour: number | undefined) => Adapter;

const creates: { [name in SourceName]: Create } = {
  bluesky: (url) => createBluesky(url === undefined ? {} : { url }),
  hackernews: () => createHackerNews(),
  wikimedia: (wikis) => createWikimedia(wikis === undefined ? {} : { wikis }),
  rss: (url) => createRss(url === undefined ? {} : { url }),
  gdelt: (query) => createGdelt(query === undefined ? {} : { query }),
  mastodon: (what, { MASTODON_TOKEN: token }) =>
    createMastodon({ token, ...what === undefined ? {} : { what } }),
  newsapi: (what, { NEWSAPI_KEY: key }) => createNewsApi({ key, ...what === undefined ? {} : { what } }),
  x(what, { X_BEARER_TOKEN: token, X_DAILY_POSTS: perDay, X_BACKFILL, DATA_DIR: dataDir }, perHour) {
    const topics = topicNames(what ?? "");
    const files = topicFiles(dataDir);
    const rules = () => xRulesOf(topics, files);
    return createX({ topics, rules, token, perDay, perHour, backfill: X_BACKFILL === "on" });
  },
  reddit: (communities, { REDDIT_CLIENT_ID: id, REDDIT_CLIENT_SECRET: secret }) =>
    createReddit({ id, secret, ...communities === undefined ? {} : { communities } }),
  meetup: (groups, { MEETUP_TOKEN: token }) =>
    createMeetup({ token, ...groups === undefined ? {} : { groups } }),
  push: (what, { PUSH_TOKEN: token }) => createPush({ token, ...what === undefined ? {} : { what } }),
};

/** What to follow, as people write it: `NAME` or `NAME=WHAT`. */
export interface Followed {
  source: SourceName;
  what: string | null;
}

/** Reads `NAME` or `NAME=WHAT`. @throws {Fatal} where there is no such source. */
export function parseFollowed(text: string): Followed {
  const [, name, what = ""] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  if (!isSourceName(name!)) {
    throw new Fatal(`Cannot follow source "${name}": known are ${sourceNames.join(", ")}`);
  }
  return { source: name, what: what === "" ? null : what };
}

/**
 * The adapter of what to follow; a source that can be asked for less is asked for `perHour` posts an hour at most.
 * @throws {Fatal} that says what is wrong with it.
 */
export function createAdapter({ source, what }: Followed, settings: Settings, perHour?: number): Adapter {
  const create = creates[source];
  if (create === undefined) {
    throw new Fatal(`Cannot follow source "${source}": this program does not know it`);
  }
  return create(what ?? undefined, settings, perHour);
}
