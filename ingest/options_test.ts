import assert from "node:assert/strict";
import { parseIngestOptions } from "./options.ts";

Deno.test("parseIngestOptions() reads files that the shell has spread, and the options of a replay", () => {
  const options = parseIngestOptions(["--replay", "a.ndjson", "b.ndjson", "--speed", "60", "--shift-to-now"]);
  assert.deepEqual(options, {
    help: false,
    replay: ["a.ndjson", "b.ndjson"],
    sources: [],
    stdin: false,
    speed: 60,
    shiftToNow: true,
    exitWhenDone: false,
  });
});

Deno.test("parseIngestOptions() says in one line what is wrong", () => {
  for (
    const [args, message] of [
      [
        ["--replay", "x", "--speed", "-3"],
        "--speed needs a value; one that begins with a dash is written --speed=-... (--help lists the options)",
      ],
      [
        ["--replay", "x", "--speed=-3"],
        'Cannot replay at speed "-3": use max, real, or a number up to 1000000 such as 10 or 0.5',
      ],
      [["--replay"], "Option '--replay <value>' argument missing (--help lists the options)"],
      [["--sped", "max"], /^Unknown option '--sped'.*\(--help lists the options\)$/],
      [["x.ndjson"], 'Unknown argument "x.ndjson"; files are given with --replay'],
      [["--rate", "0"], 'Cannot use --rate "0": give a number of posts per second, up to 100000'],
      [["--source", "bluesky", "--replay", "x"], /^--source goes neither with --replay nor with --rate/],
      [["--replay", "x", "--rate", "5"], /^--rate is of the sample stream/],
      [["--speed", "max"], "--speed goes with --replay"],
      [["--replay", ""], "--replay names an empty path; is a variable unset?"],
      [["--replay", "a.ndjson", ""], "--replay names an empty path; is a variable unset?"],
    ] as const
  ) {
    assert.throws(() => parseIngestOptions([...args]), (error: Error) => {
      assert.equal(error.name, "Fatal");
      assert.equal(error.message.split("\n").length, 1, error.message);
      if (typeof message === "string") assert.equal(error.message, message);
      else assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("parseIngestOptions() takes a rate as people write numbers", () => {
  for (const text of ["5", "0.5", "100000"]) assert.equal(parseIngestOptions(["--rate", text]).rate, +text);
  for (const text of ["0x10", "1e3", " 5", "5/s", "100001"]) {
    assert.throws(() => parseIngestOptions(["--rate", text]), {
      name: "Fatal",
      message: /--rate ".*": give/,
    });
  }
});
