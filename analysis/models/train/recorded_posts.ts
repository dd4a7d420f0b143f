import { gunzipSync } from "node:zlib";
import { sharedPath } from "../../../ingest/base/test_needs.ts";

/** A recorded submission of Reddit; `community` is in lower case. */
export interface Submission {
  community: string;
  text: string;
}

const submissionFiles = ["2013-04-14_2013-04-20", "2013-06-09_2013-06-12"];
// Longer ones say less about their community than their beginning does, and posts are short.
const maxChars = 400;

/** Recorded submissions of 2,400 communities, each once: titles, and how their texts begin. */
export function readSubmissions(): Submission[] {
  const submissions = new Map<string, Submission>();
  for (const file of submissionFiles) {
    for (const { data } of readRecorded(`reddit/top-submissions_${file}`)) {
      const { id, title, selftext, subreddit } = data;
      submissions.set(id, {
        community: subreddit.toLowerCase(),
        text: `${title}\n${selftext}`.slice(0, maxChars).trim(),
      });
    }
  }
  return [...submissions.values()];
}

const tweetFiles = [
  "2014-04-20_2014-04-27",
  "2014-05-17_2014-06-07",
  "2014-09-07_2014-09-21",
  "2016-01-31_2016-04-01",
];

/** Recorded tweets about shares, as they were written; what only repeats another, links aside, is left out. */
export function readTweets(): string[] {
  const tweets = new Map<string, string>();
  for (const file of tweetFiles) {
    for (const { text, retweeted_status } of readRecorded(`twitter-v1/stocknet_${file}`)) {
      if (retweeted_status !== undefined) continue;
      const plain = text.replaceAll(/\s+/g, " ").replaceAll(
        /&(amp|lt|gt);/g,
        (_: string, name: string) => unescaped[name]!,
      );
      const said = plain.replaceAll(/http\S+/g, "").toLowerCase();
      if (!tweets.has(said)) tweets.set(said, plain);
    }
  }
  return [...tweets.values()];
}

const unescaped: Record<string, string> = { amp: "&", lt: "<", gt: ">" };

// deno-lint-ignore no-explicit-any
function readRecorded(name: string): any[] {
  const lines = gunzipSync(Deno.readFileSync(sharedPath(`data/${name}.ndjson.gz`))).toString().split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}
