/** What is known of what was received in a stretch of time; `part`: of some streams, not of others. */
export type CoverageState = "followed" | "lagging" | "sampled" | "part" | "gap";

/** What a stream says of a span of event time, UTC milliseconds; without an end it holds until a later line says otherwise. */
export interface CoverageLine {
  source: string;
  stream: string;
  kind: string;
  from: number;
  to: number | null;
  /** Which share of the stream was received, 0 to 1; null where nobody knows. */
  seen: number | null;
  /** Of two lines about one time, the one noticed later holds. */
  noticed: number;
  detail: string;
}

/** A stretch of time in one state, with the words for it. */
export interface Stretch {
  state: CoverageState;
  from: number;
  to: number;
  words: string;
}

/** Where to look: `oldest` is the time of the oldest post of all; before it nothing is known but what streams say. */
export interface CoverageSpan {
  from: number;
  to: number;
  oldest: number | null;
}

const states: Record<string, CoverageState> = {
  connected: "followed",
  lagging: "lagging",
  sampled: "sampled",
  gap: "gap",
};

/** Reads a row of the view `coverage`; null for what is about no span of time. Times may be Dates or UTC milliseconds. */
export function readCoverageRow(row: Record<string, unknown>): CoverageLine | null {
  const kind = String(row["kind"]);
  if (row["from_at"] === null || row["from_at"] === undefined || !Object.hasOwn(states, kind)) return null;
  const timeOf = (value: unknown) => value === null || value === undefined ? null : Number(value);
  return {
    source: String(row["source"] ?? ""),
    stream: String(row["stream"] ?? ""),
    kind,
    from: Number(row["from_at"]),
    to: timeOf(row["to_at"]),
    seen: timeOf(row["seen"]),
    noticed: Number(row["noticed_at"]),
    detail: String(row["detail"] ?? ""),
  };
}

/** A span of time as stretches of one state each, in order and without a hole. */
export function stretchesOf(lines: CoverageLine[], span: CoverageSpan): Stretch[] {
  const { from, to, oldest } = span;
  const streams = [...Map.groupBy(lines, ({ source, stream }) => `${source} ${stream}`).values()];
  const cuts = [from, to, oldest ?? to, ...lines.flatMap((line) => [line.from, line.to ?? to])];
  const borders = [...new Set(cuts.filter((time) => time >= from && time <= to))].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (const [at, start] of borders.slice(0, -1).entries()) {
    const end = borders[at + 1]!;
    const told = streams.map((stream) => holdingAt(stream, start));
    const { state, words } = summarise(told, oldest !== null && start >= oldest);
    const last = stretches.at(-1);
    if (last?.state === state && last.words === words) last.to = end;
    else stretches.push({ state, from: start, to: end, words });
  }
  return stretches;
}

function holdingAt(lines: CoverageLine[], time: number): CoverageLine | null {
  return lines
    .filter(({ from, to }) => from <= time && (to === null || time < to))
    .reduce<CoverageLine | null>(
      (best, line) => best === null || line.noticed >= best.noticed ? line : best,
      null,
    );
}

// What no stream speaks of is taken as followed from the first post of all on.
function summarise(told: (CoverageLine | null)[], begun: boolean): Pick<Stretch, "state" | "words"> {
  const unsaid: CoverageState = begun ? "followed" : "gap";
  const all = told.length === 0
    ? [{ state: unsaid, seen: null }]
    : told.map((line) => ({ state: line === null ? unsaid : states[line.kind]!, seen: line?.seen ?? null }));
  const heard = all.filter(({ state }) => state !== "gap");
  if (heard.length === 0) return { state: "gap", words: "gap: nothing received" };
  if (heard.length < all.length) {
    const some = heard.length === 1 ? "one" : String(heard.length);
    return { state: "part", words: `in part: ${some} of ${all.length} streams` };
  }
  if (all.some(({ state }) => state === "lagging")) return { state: "lagging", words: "lagging" };
  const sampled = all.filter(({ state }) => state === "sampled");
  if (sampled.length === 0) return { state: "followed", words: "followed" };
  const least = Math.min(...sampled.map(({ seen }) => seen ?? 1));
  const share = least > 0 && least < 1 ? `, 1 in ${Math.round(1 / least)}` : "";
  return { state: "sampled", words: `sampled${share}` };
}
