import assert from "node:assert/strict";
import { parseTime } from "./parse_time.ts";

const at = Date.UTC(2015, 1, 23, 8);
const same = [
  "2015-02-23T08:00",
  "2015-02-23T08:00:00.000",
  "2015-02-23 08:00:00",
  "2015-02-23T08:00Z",
  "2015-02-23T09:00:00+01:00",
  "Mon, 23 Feb 2015 08:00:00",
  "Mon, 23 Feb 2015 08:00:00 GMT",
  "Mon, 23 Feb 2015 03:00:00 -0500 (EST)",
];

Deno.test("parseTime() reads the same times in every zone of the machine", () => {
  const zone = Deno.env.get("TZ");
  try {
    for (const name of ["Pacific/Auckland", "America/New_York", "UTC"]) {
      Deno.env.set("TZ", name);
      for (const text of same) assert.equal(parseTime(text), at, `${text} in ${name}`);
      assert.equal(parseTime("23 Feb 2015"), Date.UTC(2015, 1, 23), name);
    }
  } finally {
    if (zone === undefined) Deno.env.delete("TZ");
    else Deno.env.set("TZ", zone);
  }
});

Deno.test("parseTime() gives NaN for what is no time", () => {
  for (const text of ["", "soon", "2015-02-30T25:00", "23/23/23"]) {
    assert.ok(Number.isNaN(parseTime(text)), text);
  }
});
