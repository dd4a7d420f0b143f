import { type CredentialName, type SourceName, sourceNames } from "./source_names.ts";

/** What a source needs, in words for a form. */
export interface SourceForm {
  /** As in `--source NAME`. */
  name: SourceName;
  title: string;
  about: string;
  account: "none" | "optional" | "free" | "paid";
  /** What to follow; null where there is nothing to choose. */
  what: WhatField | null;
  credentials: readonly CredentialField[];
}

/** The field that says what to follow. */
export interface WhatField {
  label: string;
  help: string;
  example: string;
  type: "text" | "address" | "number";
  required: boolean;
}

/** A secret, by the name of its setting. */
export interface CredentialField {
  name: CredentialName;
  label: string;
  /** What it is, and where one gets it. */
  help: string;
  required: boolean;
}

const forms: { [name in SourceName]: Omit<SourceForm, "name"> } = {
  bluesky: {
    title: "Bluesky",
    about: "All public posts of Bluesky within a second, tens a second; authors by their id.",
    account: "none",
    what: null,
    credentials: [],
  },
  hackernews: {
    title: "Hacker News",
    about: "Stories and comments, a few a minute, and how stories score.",
    account: "none",
    what: null,
    credentials: [],
  },
  wikimedia: {
    title: "Wikipedia",
    about: "Edits by people on Wikipedia and its sister projects, ten a second.",
    account: "none",
    what: {
      label: "Wikis",
      help: "Domains with commas between; empty for all of them.",
      example: "en.wikipedia.org,de.wikipedia.org",
      type: "text",
      required: false,
    },
    credentials: [],
  },
  rss: {
    title: "News feed",
    about: "The entries of one feed, RSS or Atom, asked every 10 minutes or as the feed says.",
    account: "none",
    what: {
      label: "Address of the feed",
      help: "A web address on the public internet.",
      example: "https://feeds.bbci.co.uk/news/rss.xml",
      type: "address",
      required: true,
    },
    credentials: [],
  },
  gdelt: {
    title: "GDELT news",
    about: "Headlines of the world's news media on a query, every 15 minutes.",
    account: "none",
    what: {
      label: "Query",
      help: 'Words, "exact phrases", (a OR b), sourcelang:eng.',
      example: '"climate change"',
      type: "text",
      required: true,
    },
    credentials: [],
  },
  mastodon: {
    title: "Mastodon",
    about: "The public timeline of one server, or a tag as that server sees it.",
    account: "optional",
    what: {
      label: "Server, or tag of a server",
      help: "The name of the server; for a tag with /tags/ and its name.",
      example: "mastodon.social/tags/news",
      type: "text",
      required: true,
    },
    credentials: [{
      name: "MASTODON_TOKEN",
      label: "Access token",
      help:
        "Streams, with edits and deletions, in place of a question every 5 s. Any user of the server makes " +
        "one under Preferences, Development, with the right read:statuses. Streams of one server only: it is sent there.",
      required: false,
    }],
  },
  reddit: {
    title: "Reddit",
    about: "New submissions and comments of communities, and how the newest submissions score.",
    account: "free",
    what: {
      label: "Communities",
      help: "Their names with + between.",
      example: "news+worldnews",
      type: "text",
      required: true,
    },
    credentials: [
      {
        name: "REDDIT_CLIENT_ID",
        label: "Id of an app",
        help: "A free app of the kind script, made at reddit.com/prefs/apps; the id stands below its name.",
        required: true,
      },
      {
        name: "REDDIT_CLIENT_SECRET",
        label: "Secret of that app",
        help: "Stands beside the word secret at the same place.",
        required: true,
      },
    ],
  },
  meetup: {
    title: "Meetup",
    about: "Events that groups announce, every half hour, without members.",
    account: "paid",
    what: {
      label: "Groups",
      help: "Names as in their addresses, with + between.",
      example: "rladies-lagos",
      type: "text",
      required: true,
    },
    credentials: [{
      name: "MEETUP_TOKEN",
      label: "OAuth token",
      help: "Of an account with Meetup Pro; apps are registered at meetup.com/api.",
      required: true,
    }],
  },
  newsapi: {
    title: "NewsAPI",
    about: "Articles on a query with their first sentences, every 15 minutes; a day late on the free plan.",
    account: "free",
    what: {
      label: "Query",
      help: "Words, or a path of its interface with parameters.",
      example: "top-headlines?country=us",
      type: "text",
      required: true,
    },
    credentials: [{
      name: "NEWSAPI_KEY",
      label: "Key",
      help: "Of a free account at newsapi.org.",
      required: true,
    }],
  },
  x: {
    title: "X",
    about:
      "Posts that match a rule, as they are written. X charges for every post that it delivers; X_DAILY_POSTS " +
      "limits them.",
    account: "paid",
    what: {
      label: "Rule",
      help:
        "In X's own language of rules. Rules can not be made from followed topics yet: there are none so far.",
      example: "climate lang:en -is:retweet",
      type: "text",
      required: true,
    },
    credentials: [{
      name: "X_BEARER_TOKEN",
      label: "Bearer token",
      help: "Of an app at developer.x.com, with credits.",
      required: true,
    }],
  },
  push: {
    title: "Your own programs",
    about: "Posts that programs of yours send to a port of this machine.",
    account: "none",
    what: {
      label: "Port",
      help: "A free port; programs POST one document, a list, or lines of JSON there.",
      example: "8001",
      type: "number",
      required: true,
    },
    credentials: [{
      name: "PUSH_TOKEN",
      label: "Token",
      help: "Made up by you, 16 characters or more; senders show it as a bearer token.",
      required: true,
    }],
  },
};

/** The form of each live source. */
export const sourceForms: readonly SourceForm[] = sourceNames.map((name) => ({ name, ...forms[name] }));
