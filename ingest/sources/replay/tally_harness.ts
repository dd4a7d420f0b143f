import type { Report } from "../../base/report.ts";
import type { DeadEnvelope } from "../../dead_letter.ts";
import type { DeleteEnvelope, EngagementEnvelope, Envelope, PostEnvelope } from "../../post.ts";
import { createReplay, type ReplayEffects } from "../replay.ts";
import type { ReplayOptions } from "./options.ts";
import type { Delivery, Json } from "../source.ts";

/** What came out of a replay. */
export interface Tally {
  stream: string;
  deliveries: Delivery[];
  /** Edits among them. */
  posts: PostEnvelope[];
  deletions: DeleteEnvelope[];
  engagements: EngagementEnvelope[];
  dead: DeadEnvelope[];
  /** Distinct (source, id). */
  unique: Set<string>;
  warnings: string[];
  said: string[];
  failures: string[];
  /** How many dead letters have each reason. */
  reasons: { [reason: string]: number };
}

/** Runs a replay to its end, at speed max unless told otherwise, and sorts what it delivers. For tests. */
export async function tallyReplay(
  globs: string[],
  options: Partial<ReplayOptions> = {},
  effects: Partial<ReplayEffects> = {},
  cursor?: Json,
  signal: AbortSignal = new AbortController().signal,
): Promise<Tally> {
  const warnings: string[] = [];
  const said: string[] = [];
  const report: Report = {
    say: (text) => said.push(text),
    warn: (text) => warnings.push(text),
    progress: () => {},
    endProgress: () => {},
  };
  const replay = createReplay(
    { globs, shiftToNow: false, speed: "max", ...options },
    { now: Date.now, report, ...effects },
  );
  const deliveries = await Array.fromAsync(replay.open(cursor, signal));
  return {
    stream: replay.stream,
    deliveries,
    warnings,
    said,
    failures: [...replay.failures],
    ...sortRecords(deliveries),
  };
}

/** The posts, notices and dead letters of deliveries. */
export function sortRecords(
  deliveries: Delivery[],
): Pick<Tally, "posts" | "deletions" | "engagements" | "dead" | "unique" | "reasons"> {
  const lines = deliveries.flatMap(({ records }) => records.map(({ line }) => JSON.parse(line) as Envelope));
  const posts = lines.filter((line): line is PostEnvelope => line.t === "post" || line.t === "edit");
  const deletions = lines.filter((line) => line.t === "delete");
  const engagements = lines.filter((line) => line.t === "engagement");
  const dead = lines.filter((line) => line.t === "dead");
  const unique = new Set(posts.map(({ source, id }) => `${source} ${id}`));
  const reasons: { [reason: string]: number } = {};
  for (const { reason } of dead) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return { posts, deletions, engagements, dead, unique, reasons };
}
