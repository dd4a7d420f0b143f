import assert from "node:assert/strict";
import { needsShared, sharedPath } from "../base/test_needs.ts";
import { tallyReplay } from "./replay/tally_harness.ts";

interface Expected {
  file: string;
  posts: number;
  /** Distinct ids; as many as posts when absent. */
  unique?: number;
  /** None when absent. */
  deletions?: number;
  dead?: { [reason: string]: number };
}

const cutLine = "is cut: Expected ',' or '}' after property value in JSON at position 44 (line 1 column 45)";

const notZoned = (time: string) =>
  `is an error of Meetup: Variable 'date_before' has an invalid value: Failed to parse input value ${time} as ZonedDateTime`;
const meetupErrors = {
  [notZoned("2023-01-01")]: 1,
  [notZoned("2023-01-01T12:00:00")]: 1,
  "is an error of Meetup: Variable 'status' has an invalid value: Invalid input for enum 'EventStatus'. No value found for name 'UPCOMING'":
    1,
};
const startCut = "is not JSON: Unexpected token 'h' is not valid JSON";

const recorded: Expected[] = [
  // Lines and unique ids as the README of the data states them.
  { file: "twitter-v1/stocknet_2014-04-20_2014-04-27.ndjson.gz", posts: 1851, unique: 1604 },
  { file: "twitter-v1/stocknet_2014-05-17_2014-06-07.ndjson.gz", posts: 6560, unique: 3941 },
  { file: "twitter-v1/stocknet_2014-09-07_2014-09-21.ndjson.gz", posts: 2078, unique: 1786 },
  { file: "twitter-v1/stocknet_2016-01-31_2016-04-01.ndjson.gz", posts: 8994, unique: 7264 },
  { file: "twitter-v1/utwente_dutch-stream_2016-01-22T0500.ndjson.gz", posts: 1000 },
  // The posts in `data`. Not the referenced ones in `includes.tweets`, which matched no search; and no dead letters
  // for the 24 entries of `errors`, which all say that something referenced or mentioned could not be shown.
  { file: "twitter-v2/twarc_noflat.ndjson.gz", posts: 100 },
  { file: "twitter-v2/twarc_entities_test.ndjson.gz", posts: 474 },
  { file: "twitter-v2/twarc_withheld.ndjson.gz", posts: 215 },
  { file: "twitter-v2/twarc_cashtags.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_cotweet.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_edited.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_geo_tweets.ndjson.gz", posts: 2 },
  { file: "twitter-v2/twarc_many_urls.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_media_tweet.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_mentions_tweet.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_quoted_edit.ndjson.gz", posts: 1 },
  { file: "twitter-v2/twarc_verified_type.ndjson.gz", posts: 1 },
  // One post before its edit and after it: two versions of one id.
  { file: "twitter-v2/twarc_edited_{before,after}.ndjson.gz", posts: 2, unique: 1 },
  // 7 lines of a stream, and one that was cut as it was recorded.
  { file: "twitter-v2/twarc_streaming_output_with_error.ndjson.gz", posts: 7, dead: { [cutLine]: 1 } },
  {
    file: "twitter-v2/twarc_tweets_compliance.ndjson.gz",
    posts: 0,
    deletions: 2,
  },
  // Rows, of which 6 are repeated.
  { file: "twitter-airline/airline-tweets_2015-02-16_2015-02-23T08Z.csv.gz", posts: 10_268, unique: 10_262 },
  { file: "reddit/top-submissions_2013-04-14_2013-04-20.ndjson.gz", posts: 30_664 },
  { file: "reddit/top-submissions_2013-06-09_2013-06-12.ndjson.gz", posts: 15_953 },
  { file: "reddit/listing_2015-10_sample.json", posts: 26 },
  { file: "reddit/listing_2025-07-31_macapps.json", posts: 27 },
  // Polls that overlap, as the README says: things and distinct things.
  { file: "reddit/api-recordings/stream-comments.ndjson.gz", posts: 1193, unique: 417 },
  { file: "reddit/api-recordings/stream-comments-continue.ndjson.gz", posts: 195, unique: 100 },
  { file: "reddit/api-recordings/stream-submissions.ndjson.gz", posts: 104 },
  { file: "reddit/api-recordings/listing-exhaust-with-before.ndjson.gz", posts: 1523 },
  { file: "reddit/api-recordings/listing-new.ndjson.gz", posts: 100 },
  // 9,521 and 7,144 lines: 31 deleted and 340 only dead, 1 and 247.
  {
    file: "hackernews/items_2016-01-30_2016-04-14.ndjson.gz",
    posts: 9150,
    deletions: 371,
  },
  {
    file: "hackernews/items_2020-04-27_2020-06-12.ndjson.gz",
    posts: 6896,
    deletions: 248,
  },
  // The rest are likes, reposts, follows, and a deletion.
  { file: "bluesky/jetstream-v1_2026-07-04.ndjson.gz", posts: 17, deletions: 1 },
  { file: "wikipedia/wikiticker_2015-09-12T00_T16.ndjson.gz", posts: 24091 },
  { file: "mastodon/timeline-pages.ndjson.gz", posts: 224, unique: 138 },
  { file: "mastodon/stream-capture_mastodonsocial.ndjson.gz", posts: 48 },
  { file: "mastodon/stream-capture_malformed.ndjson.gz", posts: 49, unique: 48, dead: { [startCut]: 1 } },
  { file: "meetup/graphql_events.ndjson.gz", posts: 18, unique: 13, dead: meetupErrors },
  // Articles and distinct addresses.
  { file: "newsapi/everything-sources-bbc-news_2020-05-26_2020-06-02.ndjson.gz", posts: 5300, unique: 1088 },
  { file: "newsapi/top-headlines-general-us_2020-05-26_2020-06-02.ndjson.gz", posts: 2470, unique: 1551 },
  { file: "newsapi/top-headlines-technology-us_2020-05-26_2020-06-02.ndjson.gz", posts: 2310, unique: 1100 },
  { file: "wikipedia/recentchange_2023-07-29.ndjson.gz", posts: 100 },
  // Items and distinct guids: every poll shows most of the one before.
  { file: "news-rss/bbc-home_uk_2021-04-08_2021-04-10.ndjson.gz", posts: 9223, unique: 232 },
  { file: "news-rss/bbc-home_uk_2021-06-07_2021-06-09.ndjson.gz", posts: 5172, unique: 211 },
];

for (const { file, posts, unique = posts, deletions = 0, dead = {} } of recorded) {
  Deno.test(`replay of ${file} yields ${posts} posts, ${unique} ids`, needsShared, async () => {
    const tally = await tallyReplay([sharedPath(`data/${file}`)]);
    assert.deepEqual(tally.failures, []);
    assert.equal(tally.posts.length, posts);
    assert.equal(tally.unique.size, unique);
    assert.equal(tally.deletions.length, deletions);
    assert.deepEqual(tally.reasons, dead);
    assert.equal(new Set(tally.dead.map(({ origin }) => origin)).size, tally.dead.length);
  });
}

Deno.test("replay does not take other sources' recordings for one of its formats", needsShared, async () => {
  const others = ["meetup/graphql_groups", "meetup/graphql_introspection", "meetup/legacy-rsvp-stream_shape"];
  const globs = others.map((name) => sharedPath(`data/${name}.ndjson.gz`));
  const tally = await tallyReplay(globs);
  assert.equal(tally.deliveries.length, 0);
  assert.equal(tally.failures.length, others.length);
  for (const failure of tally.failures) assert.match(failure, /holds no known format/);
});

Deno.test("replay takes polls of a front page for counters, not for posts", needsShared, async () => {
  const tally = await tallyReplay([sharedPath("data/hackernews/frontpage-*")]);
  // 225 polls of 30 entries, of which 215 are jobs.
  assert.equal(tally.engagements.length, 225 * 30 - 215);
  assert.deepEqual([tally.posts.length, tally.dead.length, tally.failures.length], [0, 0, 0]);
});

Deno.test("replay gives every recorded X post the time that its id holds", needsShared, async () => {
  const globs = ["twitter-v1/*", "twitter-v2/*", "twitter-airline/*"].map((name) =>
    sharedPath(`data/${name}`)
  );
  const tally = await tallyReplay(globs);
  const others = tally.posts.filter(({ id, createdAt }) =>
    Number(BigInt(id) >> 22n) + 1_288_834_974_657 !== createdAt
  );
  // Older than the ids that hold a time.
  assert.deepEqual(others.slice(0, 5).map(({ id, createdAt }) => [id, createdAt]), [
    ["25712847277", Date.parse("2010-09-27T19:06:05.000Z")],
  ]);
});

Deno.test("replay of airline rows keeps line breaks inside fields", needsShared, async () => {
  const tally = await tallyReplay([sharedPath("data/twitter-airline/*")]);
  assert.equal(tally.posts.filter(({ text }) => text.includes("\n")).length, 86);
});
