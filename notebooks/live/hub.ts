import type { Landed } from "../../analysis/store/reads.ts";
import type { Page } from "../page/page.ts";
import { createBehind } from "./behind.ts";
import { createPace } from "./pace.ts";
import { type ClientMessage, type ListedPage, readClientMessage } from "./protocol.ts";
import { readWatch } from "./read_watch.ts";
import type { Socket } from "./socket.ts";
import { type View, viewKey } from "./view.ts";
import { type Encoded, Viewer } from "./viewer.ts";
import { createWork } from "./work.ts";
import type { HubDeps } from "./hub_deps.ts";

const maxViewers = 2000;
const minuteMs = 60_000;
const policyViolation = 1008;
const tryAgainLater = 1013;
const goingAway = 1001;

/** Keeps all open tabs up to date. */
export interface Hub {
  accept(socket: Socket): void;
  readonly viewers: number;
  /** Tells the tabs of these pages that their page is another now, or gone. */
  pagesChanged(names: readonly string[]): void;
  /** Tells all tabs which pages the bar lists now. */
  barChanged(pages: readonly ListedPage[]): void;
  close(): Promise<void>;
}

/** A hub: tabs that ask are answered at once, all others by ticks. Equal tabs share a view. */
export function createHub(deps: HubDeps): Hub {
  const viewers = new Set<Viewer>();
  const views = new Map<string, View>();

  const show = (view: View, to: Iterable<Viewer> = view.viewers) => {
    const encoded: Encoded = new Map();
    for (const viewer of to) {
      if (view.shown === null || !(viewer.visible || viewer.asked)) continue;
      if (!viewer.show(view.shown, deps.now(), encoded)) behind.add(viewer);
    }
  };
  const work = createWork(deps, views, show);

  const behind = createBehind((viewer) => viewer.view && show(viewer.view, [viewer]), deps);
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
    viewer.page = message.page;
    if (page === undefined) return tellPage(viewer.socket, page);
    const asked = readWatch(message, page, deps.topics, deps.now());
    if ("problems" in asked) {
      const { problems } = asked;
      return viewer.socket.send(JSON.stringify({ type: "refused", id: message.id, problems }));
    }
    const view = views.get(viewKey(asked.view)) ?? asked.view;
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
      const pace = createPace((message: ClientMessage) => hear(viewer, message), deps.now);
      socket.onClose(() => {
        pace.close();
        viewers.delete(viewer);
        behind.remove(viewer);
        leave(viewer);
      });
      socket.onMessage((text) => {
        const message = readClientMessage(text);
        if (message === null) socket.close(policyViolation, "not a message of a page");
        else if (!pace.say(message)) socket.close(policyViolation, "too many messages");
      });
    },
    pagesChanged(names) {
      for (const viewer of viewers) {
        const { page } = viewer;
        if (page !== null && names.includes(page)) tellPage(viewer.socket, deps.page(page));
      }
    },
    barChanged(pages) {
      const text = JSON.stringify({ type: "bar", pages: pages.map(({ name, title }) => ({ name, title })) });
      for (const { socket } of viewers) socket.send(text);
    },
    async close() {
      clearInterval(minutes);
      behind.close();
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
