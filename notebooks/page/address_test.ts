import assert from "node:assert/strict";
import { topics } from "../topics.ts";
import { readAddress } from "./address.ts";
import { ParamSpec } from "./param_spec.ts";

const specs = { topic: ParamSpec.parse({ type: "topic" }), window: ParamSpec.parse({ type: "interval" }) };
const now = Date.UTC(2026, 0, 1);
const read = (search: string) => readAddress(specs, search, topics.check, now);

Deno.test("readAddress() takes parameters and time, and names what the page does not declare", () => {
  assert.deepEqual(
    read("?topic=storm+OR+rain&windw=7d&__proto__=1&asOf=2025-02-23T08:00Z&landing=7"),
    {
      values: { topic: "storm OR rain", window: "24h" },
      time: { asOf: Date.UTC(2025, 1, 23, 8), landing: 7 },
      problems: ["windw", "__proto__"].map((param) => ({
        param,
        message: "is not a parameter of this page",
      })),
      refused: { windw: "7d", ["__proto__"]: "1" },
    },
  );
});

Deno.test("readAddress() keeps what is wrong as it was written, with its default beside", () => {
  const { values, time, problems, refused } = read("?topic=storm+%28&window=9w&asOf=2027-01-01T00:00Z");
  assert.deepEqual(values, { topic: "", window: "24h" });
  assert.equal(time.asOf, null);
  assert.deepEqual(problems.map(({ param }) => param), ["asOf", "topic", "window"]);
  assert.deepEqual(refused, { topic: "storm (", window: "9w", asOf: "2027-01-01T00:00Z" });
});

Deno.test("readAddress() leaves alone what mails and feeds add to a link, unless the page declares it", () => {
  const tracked =
    "?topic=storm&utm_source=mail&UTM_campaign=x&gclid=1&fbclid=2&msclkid=3&mc_eid=4&_ga=5&ref=t";
  assert.deepEqual(read(tracked).problems, []);
  assert.equal(read(tracked).values["topic"], "storm");
  const declared = { ref: ParamSpec.parse({ type: "text" }) };
  assert.equal(readAddress(declared, "?ref=42", topics.check, now).values["ref"], "42");
});
