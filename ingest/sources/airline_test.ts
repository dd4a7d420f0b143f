import assert from "node:assert/strict";
import { airline } from "./airline.ts";

const row = {
  tweet_id: "567588278875213824",
  airline_sentiment: "neutral",
  airline: "Delta",
  text: "@JetBlue's new CEO &amp; more",
  tweet_created: "2/16/2015 23:36",
};

Deno.test("airline takes the time from the id, to the millisecond, and leaves the labels out", () => {
  assert.deepEqual([...airline.decode(row)], [{
    post: {
      id: "567588278875213824",
      createdAt: Date.parse("2015-02-17T07:36:05.621Z"),
      text: "@JetBlue's new CEO & more",
      author: undefined,
      url: "https://x.com/i/status/567588278875213824",
    },
  }]);
});

Deno.test("airline throws Poison at other rows", () => {
  for (const document of [null, {}, { ...row, airline: undefined }]) {
    assert.ok(!airline.recognises(document));
    assert.throws(() => [...airline.decode(document)], { name: "Poison" });
  }
});

Deno.test("airline throws Poison at an id that a spreadsheet has rewritten", () => {
  for (const tweet_id of ["5.67588E+17", "-567588278875213824", "５６７５８８２７８８７５２１３８２４", ""]) {
    assert.throws(() => [...airline.decode({ ...row, tweet_id })], {
      name: "Poison",
      message: `has id "${tweet_id}", which is not X's`,
    });
  }
});
