import type { FormOf } from "./source_form.ts";

/** The forms of sources that need an account, or give more with one. */
export const accountForms = {
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
      "Posts that match followed topics, as they are written. X charges for every post that it delivers; " +
      "X_DAILY_POSTS limits them.",
    account: "paid",
    what: {
      label: "Followed topics",
      help: "X is asked for each by a rule of its own; later changes of a topic change its rule.",
      example: "climate,storm",
      type: "topics",
      required: true,
    },
    credentials: [{
      name: "X_BEARER_TOKEN",
      label: "Bearer token",
      help: "Of an app at developer.x.com, with credits.",
      required: true,
    }],
  },
} as const satisfies { [name: string]: FormOf };
