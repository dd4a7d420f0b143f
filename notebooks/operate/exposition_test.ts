import assert from "node:assert/strict";
import { writeExposition } from "./exposition.ts";
import { parseExposition } from "./exposition_harness.ts";
import { Histogram } from "./histogram.ts";

Deno.test("writeExposition() writes what a scraper reads back, whatever stands in labels and help", () => {
  const hostile = 'a "quote", a \\ and\na line} 5';
  const values = [0, 1.5, -1, 1e21, 1e-7, NaN, Infinity, -Infinity];
  const text = writeExposition([
    {
      name: "some",
      help: hostile,
      type: "gauge",
      samples: values.map((value, n) => ({ labels: { n: String(n), hostile }, value })),
    },
    { name: "none_total", help: "Nothing known.", type: "counter", samples: [] },
  ]);
  const parsed = parseExposition(text);
  assert.deepEqual(parsed.get("some")!.samples.map(({ value }) => value), values);
  assert.ok(parsed.get("some")!.samples.every(({ labels }) => labels.hostile === hostile));
  assert.deepEqual(parsed.get("none_total"), { type: "counter", help: "Nothing known.", samples: [] });
});

Deno.test("a histogram counts each value in its bucket and all above, and what is above the last too", () => {
  const histogram = new Histogram([1, 2]);
  for (const value of [0.5, 1, 1.5, 99]) histogram.observe(value);
  const { samples } = parseExposition(
    writeExposition([{ name: "h", help: "H.", type: "histogram", histogram }]),
  )
    .get("h")!;
  assert.deepEqual(samples.map(({ labels, value }) => [labels.le, value]), [
    ["1", 2],
    ["2", 3],
    ["+Inf", 4],
    [undefined, 102],
    [undefined, 4],
  ]);
});
