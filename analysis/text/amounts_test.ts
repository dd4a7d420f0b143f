import assert from "node:assert/strict";
import { findAmounts } from "./amounts.ts";
import { needsShared, sharedPath } from "../../ingest/base/test_needs.ts";
import { tokenise } from "./tokens.ts";
import { createUnits, readUnits } from "./units.ts";
import { createWinkEntities } from "./wink.ts";

const units = createUnits();

function named(text: string): string[] {
  readUnits(text, tokenise(text), units);
  return findAmounts(text, units).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);
}

Deno.test("findAmounts() finds dates, times, durations, money and percentages", () => {
  assert.deepEqual(
    named(
      "On 2014-05-03 or 12/11/2019, May 3rd 2024, 3 of June, next week; at 7:30 PM for 2.5 hours, €1,200.50 or 10 bucks, 15 %",
    ),
    [
      "date 2014-05-03",
      "date 12/11/2019",
      "date May 3rd 2024",
      "date 3 of June",
      "date next week",
      "time 7:30 PM",
      "duration 2.5 hours",
      "money €1,200.50",
      "money 10 bucks",
      "percent 15 %",
    ],
  );
});

Deno.test("findAmounts() finds them in words: parts of the day, holidays, months, short days, numbers", () => {
  assert.deepEqual(
    named(
      "Last night and this Morning, on Christmas Eve, Valentine’s Day, in march, next May, October; Sat 26 Jan at 7 o'clock, " +
        "two more hours, a few days, a 40-minute call, couple of weeks, half an hour, the 1990s, ($2B) and 5 yrs",
    ),
    [
      "time Last night",
      "time this Morning",
      "date Christmas Eve",
      "date Valentine’s Day",
      "date march",
      "date next May",
      "date October",
      "date Sat",
      "date 26 Jan",
      "time 7 o'clock",
      "duration two more hours",
      "duration few days",
      "duration 40-minute",
      "duration couple of weeks",
      "duration half an hour",
      "date 1990s",
      "money $2B",
      "duration 5 yrs",
    ],
  );
});

Deno.test("findAmounts() takes no amount out of a word, tag, name or version", () => {
  assert.deepEqual(
    named(
      "may I march, v2.0 #2014 @monday_club mp3 1984x may be 100 people, the sun sat on one new thing, April’s https://a.b/2014",
    ),
    ["date April"],
  );
});

Deno.test("findAmounts() finds what wink-nlp finds in plain sentences", () => {
  const wink = createWinkEntities();
  for (
    const text of [
      "The meeting is on Monday at 5pm",
      "It costs $20 million",
      "Sales fell by 12%",
      "He waited 3 days",
      "See you on Jan 5th 2023",
      "Yesterday it rained",
    ]
  ) {
    assert.deepEqual(named(text).map((found) => found.replace(" ", ": ")), wink(text), text);
  }
});

Deno.test({
  name: "findAmounts() finds what wink-nlp finds in posts, but for parts of days and lone units",
  ...needsShared,
}, async () => {
  const wink = createWinkEntities();
  const rows = (await Deno.readTextFile(sharedPath("bench/sentiment/dev.tsv"))).trim().split("\n");
  const plain = (text: string) => text.toLowerCase().replace(/[\s.]/g, "");
  const missed = new Map<string, string[]>();
  const asked = new Map<string, number>();
  for (const text of rows.map((row) => row.split("\t").at(-1)!)) {
    const own = named(text).map(plain);
    for (const found of wink(text)) {
      const [type, value] = found.split(": ") as [string, string];
      if (!["date", "money", "percent"].includes(type)) continue;
      asked.set(type, (asked.get(type) ?? 0) + 1);
      if (own.some((one) => one.includes(plain(value)))) continue;
      missed.set(type, [...missed.get(type) ?? [], value]);
    }
  }
  for (const [type, count] of asked) {
    const gone = missed.get(type) ?? [];
    assert.ok(
      gone.length <= 0.1 * count + 1,
      `${type}: ${gone.length} of ${count} missed: ${gone.slice(0, 30)}`,
    );
  }
});
