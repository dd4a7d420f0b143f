import assert from "node:assert/strict";
import { age, bucketName, percent, plural, short } from "./words.ts";

Deno.test("numbers are in full up to 99,999, and short above", () => {
  assert.deepEqual([short(0), short(99_999), short(260_123), short(1_234_567)], [
    "0",
    "99,999",
    "260\u202Fk",
    "1.2\u202FM",
  ]);
  assert.deepEqual([plural(1, "post"), plural(1150, "post")], ["1 post", "1,150 posts"]);
});

Deno.test("shares have no decimals but below one percent", () => {
  assert.deepEqual([0, 0.004, 0.0049, 0.756, 1].map(percent), [
    "0\u202F%",
    "0.4\u202F%",
    "0.5\u202F%",
    "76\u202F%",
    "100\u202F%",
  ]);
});

Deno.test("ages count up to an hour and then give the time", () => {
  assert.deepEqual([0, 4200, 125_000].map((ms) => age(0, ms)), ["0 s ago", "4 s ago", "2 min ago"]);
  assert.equal(age(5000, 0), "0 s ago");
  assert.match(age(0, 3_600_000), /1970|1969/);
});

Deno.test("buckets have names", () => {
  assert.deepEqual([60_000, 900_000, 3_600_000, 604_800_000].map(bucketName), [
    "minute",
    "15 minutes",
    "hour",
    "7 days",
  ]);
});
