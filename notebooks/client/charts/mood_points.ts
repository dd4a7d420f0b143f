import { whyOf } from "../rows.ts";
import type { Why } from "../why/why.ts";
import { joinForShare, minForShare, type Share, shareInterval } from "./share.ts";
import type { ChartSpan } from "./span.ts";

const maxPoints = 24;

type MoodRow = Record<string, unknown>;

/** Shares of a stretch of time; all times UTC milliseconds. */
export interface MoodPoint {
  from: number;
  to: number;
  time: number;
  judged: number;
  negative: Share;
  positive: Share;
  /** The posts with a mood in this stretch. */
  why: Why | null;
}

/** Joins rows with `start`, `negative`, `neutral` and `positive` to points that hold enough for a share. */
export function moodPoints(rows: MoodRow[], span: ChartSpan): MoodPoint[] {
  const sorted = rows.toSorted((a, b) => Number(a["start"]) - Number(b["start"]));
  return joinForShare(sorted, judgedOf, postsPerPoint(rows)).flatMap((group) => {
    const sum = (name: string) => group.reduce((total, row) => total + Number(row[name] ?? 0), 0);
    const judged = sumJudged(group);
    const negative = shareInterval(sum("negative"), judged);
    const positive = shareInterval(sum("positive"), judged);
    if (negative === null || positive === null) return [];
    const from = Number(group[0]!["start"]);
    const until = Number(group.at(-1)!["start"]) + span.bucketMs;
    const to = Math.min(until, span.asOf);
    const why = whyOf(group[0]!, { until, mood: "*" });
    return [{ from, to, time: (from + to) / 2, judged, negative, positive, why }];
  });
}

/** At most two dozen points: more would be drawn from so few posts that the line is noise. */
export function postsPerPoint(rows: MoodRow[]): number {
  return Math.max(minForShare, Math.ceil(sumJudged(rows) / maxPoints));
}

/** How many posts of the rows have a mood. */
export function sumJudged(rows: MoodRow[]): number {
  return rows.reduce((sum, row) => sum + judgedOf(row), 0);
}

function judgedOf(row: MoodRow): number {
  return Number(row["negative"] ?? 0) + Number(row["neutral"] ?? 0) + Number(row["positive"] ?? 0);
}
