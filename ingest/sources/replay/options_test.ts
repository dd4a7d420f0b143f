import assert from "node:assert/strict";
import { createReplay } from "../replay.ts";
import { parseSpeed, streamName } from "./options.ts";

const effects = { now: Date.now, report: { say() {}, warn() {}, progress() {}, endProgress() {} } };
const options = { globs: ["a.ndjson"], shiftToNow: false, speed: "max" as const };

Deno.test("parseSpeed() reads what people write, and is Fatal about the rest", () => {
  const texts = ["max", " MAX ", "real", "realtime", "1", "10x", "0.5", "2.5X"];
  assert.deepEqual(texts.map(parseSpeed), ["max", "max", 1, 1, 1, 10, 0.5, 2.5]);
  for (const text of ["", "0", "-1", "fast", "1e3", "x", "10xx", "NaN", "Infinity", "1000001"]) {
    assert.throws(() => parseSpeed(text), {
      name: "Fatal",
      message: new RegExp(`speed "${text}": use max, real`),
    });
  }
});

Deno.test("streamName() is the file's own for one, and short and stable for more", () => {
  assert.equal(streamName(["/data/stocknet_2014.ndjson.gz"]), "replay:stocknet_2014");
  assert.equal(streamName(["/data/a.b.CSV"]), "replay:a.b");
  assert.ok(streamName([`/data/${"x".repeat(250)}.json`]).length <= 200);
  assert.match(streamName(["/a", "/b"]), /^replay:2 files [0-9a-f]{6}$/);
  assert.notEqual(streamName(["/a", "/b"]), streamName(["/a", "/c"]));
});

Deno.test("createReplay() names the stream by the files, however they were named", () => {
  const stream = (...globs: string[]) => createReplay({ ...options, globs }, effects).stream;
  assert.equal(stream("b.json", "a.json"), stream("a.json", "./b.json", "a.json"));
});

Deno.test("createReplay() is Fatal about an unknown format and about no files", () => {
  assert.throws(() => createReplay({ ...options, format: "xml" }, effects), {
    name: "Fatal",
    message: /^Cannot replay format "xml": known are x-v1, x-v2, .*\bairline$/,
  });
  assert.throws(() => createReplay({ ...options, globs: [] }, effects), { name: "Fatal" });
});

Deno.test("createReplay() is Fatal about more files than can be held open in real time", () => {
  const globs = Array.from({ length: 201 }, (_, at) => `${at}.ndjson`);
  assert.throws(() => createReplay({ ...options, globs, speed: 1 }, effects), { name: "Fatal" });
  createReplay({ ...options, globs }, effects);
});
