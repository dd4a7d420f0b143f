import assert from "node:assert/strict";
import { age, bucketName, clock, day, moment, percent, plural, short, window } from "./words.ts";
import { setZone } from "./zone.ts";

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

Deno.test("times are those of the reader's zone, with the zone named", () => {
  const time = Date.UTC(2015, 1, 22, 23, 45);
  const said = (zone: string) => {
    setZone(zone);
    return [clock(time), day(time), moment(time)];
  };
  assert.deepEqual(said("Europe/Berlin"), ["00:45", "Mon 23 Feb 2015", "Mon 23 Feb 2015, 00:45 CET"]);
  assert.deepEqual(said("Asia/Kolkata"), ["05:15", "Mon 23 Feb 2015", "Mon 23 Feb 2015, 05:15 GMT+5:30"]);
  assert.deepEqual(said("America/St_Johns"), ["20:15", "Sun 22 Feb 2015", "Sun 22 Feb 2015, 20:15 GMT-3:30"]);
  assert.deepEqual(said("UTC"), ["23:45", "Sun 22 Feb 2015", "Sun 22 Feb 2015, 23:45 UTC"]);
  assert.equal(clock(Number.NaN), "—");
});

Deno.test("windows are said in full, over midnight and over a change of clocks", () => {
  setZone("Europe/Berlin");
  const hour = 3_600_000;
  const start = Date.UTC(2015, 9, 24, 22);
  assert.equal(window(start, hour / 4), "Sun 25 Oct 2015, 00:00–00:15 CEST");
  assert.equal(window(start - hour, hour), "Sat 24 Oct 2015, 23:00–00:00 CEST");
  assert.equal(window(start - hour, 2 * hour), "Sat 24 Oct 2015, 23:00 – Sun 25 Oct 2015, 01:00 CEST");
  assert.equal(window(start + 2 * hour, hour), "Sun 25 Oct 2015, 02:00 CEST–02:00 CET");
  assert.equal(window(start, 25 * hour), "Sun 25 Oct 2015, CEST");
  assert.equal(window(start, 7 * 24 * hour + hour), "Sun 25 Oct 2015 – Sat 31 Oct 2015, CEST");
  assert.equal(window(start, 24 * hour), "Sun 25 Oct 2015, 00:00 CEST–23:00 CET");
  setZone("UTC");
});
