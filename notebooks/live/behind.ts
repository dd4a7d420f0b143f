import { stuckAfterMs, type Viewer } from "./viewer.ts";

const retryMs = 1000;
const tryAgainLater = 1013;

/** Tabs that are behind: each gets the newest as soon as its socket has room, or is cut off. */
export interface Behind {
  add(viewer: Viewer): void;
  remove(viewer: Viewer): void;
  close(): void;
}

/** How many tabs are behind, the fewest bytes that wait in the socket of one of them, and how many were cut off just now. */
export interface TabsBehind {
  tabs: number;
  fewestBytes: number;
  cut: number;
}

/** What is needed from outside. */
export interface BehindDeps {
  now: () => number;
  onBehind?: ((behind: TabsBehind) => void) | undefined;
}

/** Tabs that are shown the newest, by `show`, once a second until they have taken it. */
export function createBehind(show: (viewer: Viewer) => void, { now, onBehind }: BehindDeps): Behind {
  const viewers = new Set<Viewer>();
  const timer = setInterval(() => {
    const waiting = [...viewers].filter(({ view }) => view !== null);
    viewers.clear();
    for (const viewer of waiting) show(viewer);
    const late = waiting.filter(({ behindSince }) => behindSince !== null);
    const stuck = late.filter(({ behindSince }) => now() - behindSince! > stuckAfterMs);
    if (late.length > 0) {
      const fewestBytes = Math.min(...late.map(({ socket }) => socket.bufferedAmount));
      onBehind?.({ tabs: late.length, fewestBytes, cut: stuck.length });
    }
    for (const { socket } of stuck) socket.close(tryAgainLater, "too slow");
  }, retryMs);
  return {
    add: (viewer) => void viewers.add(viewer),
    remove: (viewer) => void viewers.delete(viewer),
    close: () => clearInterval(timer),
  };
}
