import assert from "node:assert/strict";
import { live, readPageTime, timeText } from "./page_time.ts";

const now = Date.UTC(2015, 1, 23, 8);

Deno.test("readPageTime() takes asOf down to its minute and leaves the parameters", () => {
  assert.deepEqual(readPageTime({ asOf: "2015-02-23T07:59:59Z", landing: "8213", topic: "rain" }, now), {
    time: { asOf: Date.UTC(2015, 1, 23, 7, 59), landing: 8213 },
    rest: { topic: "rain" },
    problems: [],
  });
  assert.equal(readPageTime({ asOf: "2015-02-22" }, now).time.asOf, Date.UTC(2015, 1, 22));
  assert.equal(readPageTime({ asOf: Date.UTC(2015, 1, 22) }, now).time.asOf, Date.UTC(2015, 1, 22));
  assert.deepEqual(readPageTime({ asOf: "" }, now).time, live);
});

Deno.test("readPageTime() says what is wrong with a moment", () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ asOf: "yesterday" }, /^must be a UTC time like 2015-02-23T08:00Z$/],
    [{ asOf: "2015-02-31T99:00Z" }, /must be a UTC time/],
    [{ asOf: "2014-02-31" }, /must be a UTC time/],
    [{ asOf: "2015-02-23T08:00" }, /must be a UTC time/],
    [{ asOf: "0001-01-01" }, /must be a UTC time/],
    [{ asOf: "2015-02-23T08:02Z" }, /^2015-02-23T08:02Z has not come yet/],
    [{ landing: "-1" }, /^must be the number of a landing$/],
    [{ landing: "1e9" }, /number of a landing/],
  ];
  for (const [raw, message] of cases) {
    const { problems, time } = readPageTime(raw, now);
    assert.match(problems[0]?.message ?? "", message);
    assert.deepEqual(time, live);
  }
});

Deno.test("timeText() is read back as the same minute", () => {
  assert.equal(timeText(now), "2015-02-23T08:00Z");
  assert.equal(readPageTime({ asOf: timeText(now) }, now).time.asOf, now);
});
