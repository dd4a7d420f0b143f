import { createBehind } from "./behind.ts";
import { hear, tellPage } from "./hear.ts";
import type { HubDeps } from "./hub_deps.ts";
import { OpenViews } from "./open_views.ts";
import { createPace } from "./pace.ts";
import { type ClientMessage, type ListedPage, readClientMessage } from "./protocol.ts";
import type { Socket } from "./socket.ts";
import type { View } from "./view.ts";
import { type Encoded, Viewer } from "./viewer.ts";
import { watchWhatIsDue } from "./what_is_due.ts";
import { createWork } from "./work.ts";

const maxViewers = 2000;
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
  const views = new OpenViews(() => work.stopUnwanted());
  const show = (view: View, to: Iterable<Viewer> = view.viewers) => {
    const encoded: Encoded = new Map();
    for (const viewer of to) {
      if (view.shown === null || !(viewer.visible || viewer.asked)) continue;
      if (!viewer.show(view.shown, deps.now(), encoded)) behind.add(viewer);
    }
  };
  const work = createWork(deps, views, show);
  const behind = createBehind((viewer) => viewer.view && show(viewer.view, [viewer]), deps);
  const due = watchWhatIsDue(deps.reads, views, work);
  const hearing = { ...deps, views, work, show };

  return {
    get viewers() {
      return viewers.size;
    },
    accept(socket) {
      if (viewers.size >= maxViewers) return socket.close(tryAgainLater, "too many open pages");
      const viewer = new Viewer(socket);
      viewers.add(viewer);
      const pace = createPace((message: ClientMessage) => hear(viewer, message, hearing), deps.now);
      socket.onClose(() => {
        pace.close();
        viewers.delete(viewer);
        behind.remove(viewer);
        views.leave(viewer);
      });
      socket.onMessage((text) => {
        const message = readClientMessage(text);
        if (message === null) socket.close(policyViolation, "not a message of a page");
        else if (!pace.say(message)) socket.close(policyViolation, "too many messages");
      });
    },
    pagesChanged(names) {
      for (const { socket, page } of viewers) {
        if (page !== null && names.includes(page)) tellPage(socket, deps.page(page));
      }
    },
    barChanged(pages) {
      const text = JSON.stringify({ type: "bar", pages: pages.map(({ name, title }) => ({ name, title })) });
      for (const { socket } of viewers) socket.send(text);
    },
    async close() {
      behind.close();
      due[Symbol.dispose]();
      for (const viewer of [...viewers]) {
        views.leave(viewer);
        viewer.socket.close(goingAway, "the server stops");
      }
      await work.close();
    },
  };
}
