import type { Problem } from "./problem.ts";

const firstMs = { lost: 1000, quota: 60_000, refused: 5 * 60_000 };
const longestMs = { lost: 5 * 60_000, quota: 15 * 60_000, refused: 3_600_000 };
/** Added to waits that are asked for, so that not everybody comes back in the same moment. */
const spreadMs = 1000;

/**
 * Milliseconds to wait after the `attempt`th problem in a row (from 1): what the source asks for and a little more, else
 * a time that doubles from 1 s, 1 min or 5 min on. Half of it is chance, `random` from 0 to below 1.
 */
export function backOff(problem: Pick<Problem, "kind" | "waitMs">, attempt: number, random: number): number {
  if (problem.waitMs !== undefined) return problem.waitMs + Math.ceil(random * spreadMs);
  const { kind } = problem;
  const ms = Math.min(firstMs[kind] * 2 ** Math.min(attempt - 1, 20), longestMs[kind]);
  return Math.ceil(ms / 2 + random * ms / 2);
}
