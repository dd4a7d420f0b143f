/** Tells when a post is due on the clock. */
export interface Pace {
  /** UTC milliseconds of the clock at which a post of this event time is due; -Infinity means at once. */
  dueAt(createdAt: number | undefined): number;
}

/** The first post is due at once, the others as they were recorded, `speed` times as fast. */
export function createPace(speed: number, now: () => number): Pace {
  let start: { eventMs: number; clockMs: number } | undefined;
  return {
    dueAt(createdAt) {
      if (createdAt === undefined) return -Infinity;
      start ??= { eventMs: createdAt, clockMs: now() };
      return start.clockMs + (createdAt - start.eventMs) / speed;
    },
  };
}

/** `3 h 12 min`, `12 min`, `45 s`; of days and more only the days and hours. */
export function formatGap(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 2) return `${Math.round(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
