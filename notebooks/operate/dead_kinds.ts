import type { Reads } from "../../analysis/store/reads.ts";

/**
 * Reasons of dead letters in a few kinds: a reason may quote what was refused, and so is no label. The first pattern that
 * a reason matches decides.
 */
const kinds: [kind: string, pattern: string][] = [
  ["too-large", "is a line of \\d+ bytes|longer than"],
  ["encoding", "UTF-8"],
  ["syntax", "JSON|CSV|is not one row|fields instead of|is cut"],
  ["version", "unknown version|unknown kind"],
  ["removed", "deleted|dead: flagged|whose text is|notice"],
  ["withheld", "not public|could not be had|error of the API|HTTP status"],
  ["format", "is not an? |is no |is null|not a post"],
];
const others = "other";
const stages = ["decode", "analyse", "land"];

const limits = { deadlineMs: 2000, maxRows: 1000 };
const kindOf = `case ${
  kinds.map(([kind, pattern]) => `when regexp_matches(reason, '${pattern}') then '${kind}'`).join(" ")
} else '${others}' end`;

/** So many dead letters of a kind, from one stage, are in one state. */
export interface DeadCount {
  stage: string;
  reason: string;
  open: number;
  all: number;
}

/** Counts dead letters by stage and kind of reason; each pair is there, also where there is none of it. */
export async function countDead(reads: Pick<Reads, "snapshot">): Promise<DeadCount[]> {
  await using snapshot = await reads.snapshot();
  const sql =
    `select stage, ${kindOf} as reason, count(*) as letters, count(*) filter (state = 'open') as open
    from dead_letters group by all`;
  const { values: [stage, reason, all, open], rows } = await snapshot.query(sql, [], limits);
  const counted = Array.from({ length: rows }, (_, row) => ({
    stage: String(stage![row]),
    reason: String(reason![row]),
    open: Number(open![row]),
    all: Number(all![row]),
  }));
  return stages.flatMap((stage) =>
    [...kinds.map(([kind]) => kind), others].map((reason) =>
      counted.find((row) => row.stage === stage && row.reason === reason) ??
        { stage, reason, open: 0, all: 0 }
    )
  );
}
