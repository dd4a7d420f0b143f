import { stuckAfterMs, type Viewer } from "./viewer.ts";

const retryMs = 1000;
const tryAgainLater = 1013;

/** Tabs that are behind: each gets the newest as soon as its socket has room, or is cut off. */
export interface Behind {
  add(viewer: Viewer): void;
  remove(viewer: Viewer): void;
  close(): void;
}

/** Tabs that are shown the newest, by `show`, once a second until they have taken it. */
export function createBehind(show: (viewer: Viewer) => void, now: () => number): Behind {
  const viewers = new Set<Viewer>();
  const timer = setInterval(() => {
    const waiting = [...viewers];
    viewers.clear();
    for (const viewer of waiting) {
      if (viewer.view === null) continue;
      show(viewer);
      const stuck = now() - (viewer.behindSince ?? now()) > stuckAfterMs;
      if (stuck) viewer.socket.close(tryAgainLater, "too slow");
    }
  }, retryMs);
  return {
    add: (viewer) => void viewers.add(viewer),
    remove: (viewer) => void viewers.delete(viewer),
    close: () => clearInterval(timer),
  };
}
