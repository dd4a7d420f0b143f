import type { PostsBehind } from "../../why/posts_behind.ts";
import { duration, full, moment, percent, plural } from "../words.ts";
import type { WhyMeasure } from "./why.ts";

const hourMs = 3_600_000;

/** What a number can be said from. */
export type Measured = Pick<
  PostsBehind,
  "count" | "authors" | "communities" | "stream" | "moods" | "oldest" | "from" | "to"
>;

/** A number of these posts as it stands on the page. */
export function measureText(behind: Measured, as?: WhyMeasure): string {
  const { count, authors, communities, stream } = behind;
  switch (as) {
    case undefined:
      return full(count);
    case "share":
      return shareText(count, judgedOf(behind));
    case "stream":
      return shareText(count, stream ?? 0);
    case "authors":
      return full(authors ?? 0);
    case "communities":
      return full(communities ?? 0);
    case "rate":
      return full(count / followedMs(behind) * hourMs);
    case "time":
      return duration(followedMs(behind));
  }
}

/** How the number comes from the posts, as a sentence; empty where it is how many they are. */
export function measureSentence(behind: Measured, as?: WhyMeasure): string {
  const posts = plural(behind.count, "post");
  switch (as) {
    case undefined:
      return "";
    case "share":
      return `${posts} of ${full(judgedOf(behind))} with a known mood.`;
    case "stream":
      return `${posts} of ${full(behind.stream ?? 0)} in the stream at that time.`;
    case "authors":
      return `${plural(behind.authors ?? 0, "author")} wrote these ${posts}, as far as posts name one.`;
    case "communities":
      return `These ${posts} stand in ${
        behind.communities === 1 ? "one community" : `${full(behind.communities ?? 0)} communities`
      }, as far as posts name one.`;
    case "rate":
      return `${posts} in ${duration(followedMs(behind))}.`;
    case "time":
      return `Of this window ${duration(followedMs(behind))} is after the first post received, ${
        behind.oldest === null ? "which has not come yet" : `from ${moment(behind.oldest)}`
      }.`;
  }
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? "no share" : percent(part / whole);
}

function judgedOf({ moods: { negative, neutral, positive } }: Measured): number {
  return negative + neutral + positive;
}

function followedMs({ oldest, from, to }: Measured): number {
  return Math.max(1, to - Math.max(from, oldest ?? to));
}
