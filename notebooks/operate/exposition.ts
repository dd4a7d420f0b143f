import type { Histogram } from "./histogram.ts";

/** A value, and what tells it from the others of its family. */
export interface Sample {
  labels?: Record<string, string>;
  value: number;
}

/** Values of one name, in the base units of Prometheus: seconds, bytes. The name of a counter ends with `_total`. */
export type Family =
  & { name: string; help: string }
  & ({ type: "counter" | "gauge"; samples: Sample[] } | { type: "histogram"; histogram: Histogram });

/** The Content-Type of what `writeExposition` writes. */
export const expositionType = "text/plain; version=0.0.4; charset=utf-8";

/** Writes metrics in Prometheus' text format 0.0.4. */
export function writeExposition(families: Family[]): string {
  return families.map(writeFamily).join("");
}

function writeFamily(family: Family): string {
  const { name, help, type } = family;
  const lines = type === "histogram"
    ? histogramLines(name, family.histogram)
    : family.samples.map((sample) => writeSample(name, sample));
  return [`# HELP ${name} ${escape(help)}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
}

function histogramLines(name: string, { bounds, counts, sum, count }: Histogram): string[] {
  let below = 0;
  const buckets = bounds.map((bound, at) => {
    below += counts[at]!;
    return writeSample(`${name}_bucket`, { labels: { le: String(bound) }, value: below });
  });
  return [
    ...buckets,
    writeSample(`${name}_bucket`, { labels: { le: "+Inf" }, value: count }),
    writeSample(`${name}_sum`, { value: sum }),
    writeSample(`${name}_count`, { value: count }),
  ];
}

function writeSample(name: string, { labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) =>
    `${label}="${escape(text).replaceAll('"', '\\"')}"`
  );
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${writeValue(value)}`;
}

function escape(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

function writeValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return String(value);
  return value > 0 ? "+Inf" : "-Inf";
}
