import type { Page } from "../page/page.ts";
import type { HubDeps } from "./hub_deps.ts";
import type { OpenViews } from "./open_views.ts";
import type { ClientMessage } from "./protocol.ts";
import { readWatch } from "./read_watch.ts";
import type { Socket } from "./socket.ts";
import type { View } from "./view.ts";
import type { Viewer } from "./viewer.ts";
import type { Work } from "./work.ts";

/** What is needed to do as a tab says. */
export interface HearDeps extends Pick<HubDeps, "page" | "topics" | "now"> {
  views: OpenViews;
  work: Pick<Work, "ask" | "wake" | "isFresh">;
  /** Shows a view to some of its tabs. */
  show(view: View, to: Iterable<Viewer>): void;
}

/** Does as a tab says: it is looked at or hidden, or watches another page or other values. */
export function hear(viewer: Viewer, message: ClientMessage, deps: HearDeps): void {
  if (message.type === "watch") return watch(viewer, message, deps);
  viewer.visible = message.visible;
  if (viewer.visible && viewer.view !== null) deps.show(viewer.view, [viewer]);
  deps.work.wake();
}

function watch(
  viewer: Viewer,
  message: Extract<ClientMessage, { type: "watch" }>,
  { page: find, topics, now, views, work, show }: HearDeps,
): void {
  const page = find(message.page);
  viewer.page = message.page;
  if (page === undefined) return tellPage(viewer.socket, page);
  const asked = readWatch(message, page, topics, now());
  if ("problems" in asked) {
    const { problems } = asked;
    return viewer.socket.send(JSON.stringify({ type: "refused", id: message.id, problems }));
  }
  const view = views.join(viewer, message.id, asked.view);
  if (work.isFresh(view)) show(view, [viewer]);
  if (viewer.asked) work.ask();
  if (message.hash !== undefined && message.hash !== page.hash) tellPage(viewer.socket, page);
}

/** Tells a tab which its page is now; undefined: it is gone. */
export function tellPage(socket: Socket, page: Page | undefined): void {
  socket.send(JSON.stringify({ type: "page", hash: page?.hash ?? null }));
}
