import { gunzipSync } from "node:zlib";
import { sharedPath } from "../../../ingest/base/test_needs.ts";

/** A recorded submission of Reddit; `community` is in lower case. */
export interface Submission {
  community: string;
  text: string;
}

const files = ["2013-04-14_2013-04-20", "2013-06-09_2013-06-12"];
// Longer ones say less about their community than their beginning does, and posts are short.
const maxChars = 400;

/** Recorded submissions of 2,400 communities, each once: titles, and how their texts begin. */
export function readSubmissions(): Submission[] {
  const submissions = new Map<string, Submission>();
  for (const file of files) {
    const bytes = Deno.readFileSync(sharedPath(`data/reddit/top-submissions_${file}.ndjson.gz`));
    for (const line of gunzipSync(bytes).toString().split("\n")) {
      if (line === "") continue;
      const { id, title, selftext, subreddit } = JSON.parse(line).data;
      submissions.set(id, {
        community: subreddit.toLowerCase(),
        text: `${title}\n${selftext}`.slice(0, maxChars).trim(),
      });
    }
  }
  return [...submissions.values()];
}
