import assert from "node:assert/strict";

/** A metric as a scraper reads it. */
export interface Parsed {
  type: string;
  help: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|[+-]Inf|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;

/**
 * For tests: reads Prometheus' text format 0.0.4, stricter than scrapers do: HELP and TYPE once before the samples of each
 * name, names and labels of the grammar, no sample twice, counters named `_total`, histograms whole and ascending.
 */
export function parseExposition(text: string): Map<string, Parsed> {
  assert.ok(text.endsWith("\n"), "the last line ends");
  const families = new Map<string, Parsed>();
  const seen = new Set<string>();
  let current: [string, Parsed] | undefined;
  for (const line of text.slice(0, -1).split("\n")) {
    const [, what, name, rest] = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line) ?? [];
    if (what === "HELP") {
      assert.ok(!families.has(name!), `${name} comes twice`);
      families.set(name!, { type: "", help: rest!, samples: [] });
      current = [name!, families.get(name!)!];
    } else if (what === "TYPE") {
      assert.ok(current !== undefined && current[0] === name && current[1].type === "", line);
      assert.match(rest!, /^(counter|gauge|histogram)$/);
      current[1].type = rest!;
    } else {
      assert.ok(current !== undefined && current[1].type !== "", `${line}: a sample before its TYPE`);
      const [family, parsed] = current;
      const [, sample, labels = "", value] = sampleLine.exec(line) ?? assert.fail(`no sample: ${line}`);
      const suffix = parsed.type === "histogram" ? /^_(bucket|sum|count)$/ : /^$/;
      assert.ok(sample!.startsWith(family) && suffix.test(sample!.slice(family.length)), line);
      assert.ok(!seen.has(`${sample}{${labels}}`), `${line} comes twice`);
      seen.add(`${sample}{${labels}}`);
      const number = Number(value!.replace("Inf", "Infinity"));
      parsed.samples.push({ name: sample!, labels: parseLabels(labels), value: number });
    }
  }
  for (const [name, parsed] of families) checkFamily(name, parsed);
  return families;
}

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let at = 0; at < text.length; at = label.lastIndex) {
    label.lastIndex = at;
    const [, name, value] = label.exec(text) ?? assert.fail(`no labels: ${text}`);
    assert.ok(!Object.hasOwn(labels, name!), `${name} comes twice`);
    labels[name!] = value!.replaceAll(
      /\\(.)/g,
      (_, character: string) => character === "n" ? "\n" : character,
    );
  }
  return labels;
}

function checkFamily(name: string, { type, samples }: Parsed): void {
  assert.equal(name.endsWith("_total"), type === "counter", `${name} is a ${type}`);
  if (type === "counter") assert.ok(samples.every(({ value }) => value >= 0), name);
  if (type !== "histogram") return;
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => Number(labels.le!.replace("Inf", "Infinity")));
  assert.deepEqual(bounds, bounds.toSorted((a, b) => a - b), name);
  assert.equal(bounds.at(-1), Infinity, name);
  const counts = buckets.map(({ value }) => value);
  assert.deepEqual(counts, counts.toSorted((a, b) => a - b), name);
  const [sum, count] = ["_sum", "_count"].map((end) => samples.find((sample) => sample.name === name + end));
  assert.ok(sum !== undefined && count !== undefined && count.value === counts.at(-1), name);
}
