const names: Record<string, string> = {
  x: "X",
  twitter: "Twitter",
  reddit: "Reddit",
  hn: "Hacker News",
  hackernews: "Hacker News",
  bluesky: "Bluesky",
  mastodon: "Mastodon",
  wikimedia: "Wikipedia",
  rss: "News feed",
  gdelt: "GDELT news",
  meetup: "Meetup",
  newsapi: "NewsAPI",
  push: "Your own programs",
  sample: "Simulated",
};

/** A source as people call it. */
export function sourceName(source: string): string {
  return Object.hasOwn(names, source) ? names[source]! : source;
}
