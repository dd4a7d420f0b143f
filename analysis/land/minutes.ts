/**
 * Adds signed rows to the rollup of minutes: those of a relation (sign, created_at, source, mood, polarity, likes, replies,
 * reposts, score), in which a post counts by its sign, 1 or -1.
 */
export function insertMinutes(relation: string): string {
  return `insert into base.minutes by name
    select date_trunc('minute', created_at) as minute, source, sum(sign) as posts,
      coalesce(sum(sign) filter (mood = -1), 0) as negative, coalesce(sum(sign) filter (mood = 0), 0) as neutral,
      coalesce(sum(sign) filter (mood = 1), 0) as positive, coalesce(sum(sign * polarity), 0) as polarity_sum,
      ${counters.map((name) => `coalesce(sum(sign * ${name}), 0)::bigint as ${name}`).join(", ")}
    from ${relation} group by all`;
}

/** The counters of a post. */
export const counters: readonly string[] = ["likes", "replies", "reposts", "score"];

/** What a rollup depends on, besides time and source. */
export const measured: readonly string[] = ["mood", "polarity", ...counters];
