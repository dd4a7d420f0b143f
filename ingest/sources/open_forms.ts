import type { FormOf } from "./source_form.ts";

/** The forms of sources that need no account. */
export const openForms = {
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
} as const satisfies { [name: string]: FormOf };
