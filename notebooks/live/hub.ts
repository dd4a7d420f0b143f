import type { Landed, Reads } from "../../analysis/store/reads.ts";
import type { Topics } from "../page/load_pages.ts";
import type { Page } from "../page/page.ts";
import { readPageTime } from "../page/page_time.ts";
import { readParams } from "../page/param_values.ts";
import { type ClientMessage, readClientMessage } from "./protocol.ts";
import type { Socket } from "./socket.ts";
import { View, viewKey } from "./view.ts";
import { type Encoded, stuckAfterMs, Viewer } from "./viewer.ts";
import { createWork } from "./work.ts";

const maxViewers = 2000;
const minuteMs = 60_000;
const retryMs = 1000;
const policyViolation = 1008;
const tryAgainLater = 1013;
const goingAway = 1001;

/** What the hub needs from outside. */
export interface HubDeps {
  /** The page of a name, as of now. */
  page(name: string): Page | undefined;
  reads: Reads;
  topics: Topics;
  now: () => number;
  warn: (text: string) => void;
  /** Called back after each round with its time, milliseconds. */
  onRound?: ((ms: number) => void) | undefined;
}

/** Keeps all open tabs up to date. */
export interface Hub {
  accept(socket: Socket): void;
  readonly viewers: number;
  /** Tells the tabs of these pages that their page is another now, or gone. */
  pagesChanged(names: readonly string[]): void;
  close(): Promise<void>;
}

/** A hub: tabs that ask are answered at once, all others by ticks. Equal tabs share a view. */
export function createHub(deps: HubDeps): Hub {
  const viewers = new Set<Viewer>();
  const views = new Map<string, View>();
  const behind = new Set<Viewer>();

  const show = (view: View, to: Iterable<Viewer> = view.viewers) => {
    const encoded: Encoded = new Map();
    for (const viewer of to) {
      if (view.shown === null || !(viewer.visible || viewer.asked)) continue;
      if (!viewer.show(view.shown, deps.now(), encoded)) behind.add(viewer);
    }
  };
  const work = createWork(deps, views, show);

  // Whoever was behind gets the newest as soon as the socket has room, or is cut off.
  const retries = setInterval(() => {
    const waiting = [...behind];
    behind.clear();
    for (const viewer of waiting) {
      if (viewer.view === null) continue;
      show(viewer.view, [viewer]);
      const stuck = deps.now() - (viewer.behindSince ?? deps.now()) > stuckAfterMs;
      if (stuck) viewer.socket.close(tryAgainLater, "too slow");
    }
  }, retryMs);
  const markDue = (landed: Landed | null) => {
    for (const view of views.values()) work.markDue(view, landed);
    work.wake();
  };
  const stopListening = deps.reads.onLanded((landed) => {
    work.changes.add(landed);
    markDue(landed);
  });
  const stopMeasured = deps.reads.onMeasured(() => {
    for (const view of views.values()) if (readsGauges(view.page)) work.markDue(view, null);
    work.wake();
  });
  // The end of the window moves by the minute, also while nothing lands.
  const minutes = setInterval(() => markDue(null), minuteMs);

  const leave = (viewer: Viewer) => {
    const { view } = viewer;
    viewer.leave();
    if (view === null || view.viewers.size > 0) return;
    views.delete(viewKey(view));
    work.stopUnwanted();
  };

  const hear = (viewer: Viewer, message: ClientMessage) => {
    if (message.type === "visible") {
      viewer.visible = message.visible;
      if (viewer.visible && viewer.view !== null) show(viewer.view, [viewer]);
      work.wake();
      return;
    }
    const page = deps.page(message.page);
    if (page === undefined) {
      if (viewer.view?.page.name === message.page) return tellPage(viewer.socket, page);
      return viewer.socket.close(policyViolation, "no such page");
    }
    const { values, problems } = readParams(page.params, message.params, deps.topics.check);
    const { time, problems: timeProblems } = readPageTime(
      { asOf: message.asOf, landing: message.since },
      deps.now(),
    );
    problems.push(...timeProblems);
    if (problems.length > 0) {
      viewer.socket.send(JSON.stringify({ type: "refused", id: message.id, problems }));
      return;
    }
    const asked = new View(page, values, time);
    const view = views.get(viewKey(asked)) ?? asked;
    if (view !== viewer.view) leave(viewer);
    views.set(viewKey(view), view);
    viewer.watch(message.id, view);
    if (work.isFresh(view)) show(view, [viewer]);
    if (viewer.asked) work.ask();
    if (message.hash !== undefined && message.hash !== page.hash) tellPage(viewer.socket, page);
  };
  const tellPage = (socket: Socket, page: Page | undefined) => {
    socket.send(JSON.stringify({ type: "page", hash: page?.hash ?? null }));
  };

  return {
    get viewers() {
      return viewers.size;
    },
    accept(socket) {
      if (viewers.size >= maxViewers) return socket.close(tryAgainLater, "too many open pages");
      const viewer = new Viewer(socket);
      viewers.add(viewer);
      socket.onClose(() => {
        viewers.delete(viewer);
        behind.delete(viewer);
        leave(viewer);
      });
      socket.onMessage((text) => {
        const message = readClientMessage(text);
        if (message === null) socket.close(policyViolation, "not a message of a page");
        else hear(viewer, message);
      });
    },
    pagesChanged(names) {
      for (const viewer of viewers) {
        const name = viewer.view?.page.name;
        if (name !== undefined && names.includes(name)) tellPage(viewer.socket, deps.page(name));
      }
    },
    async close() {
      clearInterval(minutes);
      clearInterval(retries);
      stopListening();
      stopMeasured();
      for (const viewer of [...viewers]) {
        leave(viewer);
        viewer.socket.close(goingAway, "the server stops");
      }
      await work.close();
    },
  };
}

function readsGauges({ cells }: Page): boolean {
  return cells.some((cell) => cell.kind === "sql" && cell.reach?.views.includes("gauges"));
}
