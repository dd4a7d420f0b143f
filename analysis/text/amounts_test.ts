import assert from "node:assert/strict";
import { findAmounts } from "./amounts.ts";
import { createWinkEntities } from "./wink.ts";

const named = (text: string) =>
  findAmounts(text).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

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

Deno.test("findAmounts() takes no amount out of a word, tag, name or version", () => {
  assert.deepEqual(named("may I march, v2.0 #2014 @monday_club mp3 1984x may be 100 people"), []);
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
