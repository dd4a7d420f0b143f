/** Minutes from 1970, UTC; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** Ascending spans that neither touch nor overlap, with one more added. */
export function addSpan(spans: readonly Span[], { from, to }: Span): Span[] {
  if (from >= to) return [...spans];
  const apart = spans.filter((span) => span.to < from || span.from > to);
  const joined = spans.filter((span) => span.to >= from && span.from <= to);
  const whole = {
    from: Math.min(from, ...joined.map((span) => span.from)),
    to: Math.max(to, ...joined.map((span) => span.to)),
  };
  return [...apart, whole].sort((a, b) => a.from - b.from);
}
