import assert from "node:assert/strict";
import { addressOf, isXId, languageOf, parseXTime, timeOfId, timeOfPost } from "./x_post.ts";

Deno.test("timeOfId() reads the millisecond of a snowflake, and nothing from older or foreign ids", () => {
  assert.equal(timeOfId("690398510353555456"), 1453438806509);
  assert.equal(timeOfId("25712847277"), undefined);
  for (const id of [690398510353555456, "", "-1", "1e30", "12345678901234567890", "0x10", null]) {
    assert.equal(timeOfId(id), undefined);
  }
});

Deno.test("timeOfPost() gives every format of a post the same millisecond", () => {
  const id = "690398510353555456";
  const [seconds, milliseconds] = [1453438806000, 1453438806512];
  assert.equal(timeOfPost(id, seconds), timeOfPost(id, undefined));
  assert.equal(timeOfPost(id, milliseconds), timeOfPost(id, undefined));
});

Deno.test("timeOfPost() believes the stated time where the id is not X's", () => {
  assert.equal(timeOfPost("690398510353555456", 1000), 1000);
  assert.equal(timeOfPost("25712847277", 1285614365000), 1285614365000);
  assert.equal(timeOfPost("25712847277", undefined), undefined);
});

Deno.test("parseXTime() reads both of X's notations and guesses at nothing", () => {
  assert.equal(parseXTime("Wed Aug 27 13:08:45 +0000 2008"), Date.UTC(2008, 7, 27, 13, 8, 45));
  assert.equal(parseXTime("2021-05-01T09:27:19.000Z"), Date.UTC(2021, 4, 1, 9, 27, 19));
  for (const text of ["garbage 5", "2015", "2021-05-01", "2021-13-01T00:00:00Z", 5, null]) {
    assert.equal(parseXTime(text), undefined);
  }
});

Deno.test("languageOf() drops the codes that mean none", () => {
  assert.deepEqual(["und", "zxx", "qme", "qst", "nl", "in"].map(languageOf), [
    undefined,
    undefined,
    undefined,
    undefined,
    "nl",
    "in",
  ]);
});

Deno.test("addressOf() puts nothing into an address that is not a screen name", () => {
  assert.equal(addressOf("1", "ada_1"), "https://x.com/ada_1/status/1");
  assert.equal(addressOf("1", "../evil"), "https://x.com/i/status/1");
  assert.equal(addressOf("1", undefined), "https://x.com/i/status/1");
});

Deno.test("isXId() takes ASCII digits as X writes them, and nothing that only looks like a number", () => {
  for (const id of ["1", "25712847277", "1611077073803841538"]) assert.ok(isXId(id), id);
  for (
    const id of ["", "0", "007", "-5", "+5", "1e30", "1.0", " 1", "1\n", "１２３", "12345678901234567890", 5]
  ) {
    assert.ok(!isXId(id), String(id));
  }
});
