import type { Settings } from "../base/settings.ts";

/** The live sources, in the order in which they are offered. */
export const sourceNames = [
  "bluesky",
  "hackernews",
  "wikimedia",
  "rss",
  "gdelt",
  "mastodon",
  "reddit",
  "meetup",
  "newsapi",
  "x",
  "push",
] as const;
/** One of them. */
export type SourceName = typeof sourceNames[number];

/** The settings that are secrets of a source. */
export const credentialNames = [
  "MASTODON_TOKEN",
  "MEETUP_TOKEN",
  "NEWSAPI_KEY",
  "PUSH_TOKEN",
  "REDDIT_CLIENT_ID",
  "REDDIT_CLIENT_SECRET",
  "X_BEARER_TOKEN",
] as const satisfies readonly (keyof Settings)[];
/** One of them. */
export type CredentialName = typeof credentialNames[number];

/** Whether this is the name of a live source. */
export function isSourceName(name: string): name is SourceName {
  return (sourceNames as readonly string[]).includes(name);
}
