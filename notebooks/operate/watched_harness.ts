import type { Watched } from "./health_routes.ts";

/** For tests of other things: a process that is well. */
export const wellWatched: Watched = {
  alive: () => Promise.resolve({ ok: true, stages: {} }),
  ready: () => Promise.resolve({ ok: true, stages: {} }),
  metrics: () => Promise.resolve(""),
};
