import type { ServerMessage } from "../live/protocol.ts";
import { connect, type Connection, type ConnectionState } from "./connection.ts";
import { createCounting, nameView } from "./counting.ts";
import { addExportButton } from "./export_button.ts";
import { readFirst } from "./first.ts";
import { allowCorrections } from "./correct/ask_corrections.ts";
import { allowLetters } from "./dead/ask_letters.ts";
import { createBanner } from "./head/banner.ts";
import { createHotReload } from "./hot_reload.ts";
import { leaveCookie } from "./leave_cookie.ts";
import { watchLoops } from "./loop_watch.ts";
import { listPages, markMore, showCurrent } from "./page_bar.ts";
import { type CellsModule, createPageView } from "./page_view.ts";
import { readZone } from "./reader_zone.ts";
import { allowStreams } from "./streams/ask_streams.ts";
import { followStreams } from "./streams/streams_now.ts";
import { allowTopics } from "./topics/ask_topics.ts";
import { createWatching } from "./watching.ts";
import { addZoneSwitch } from "./zone_switch.ts";
import { setZone } from "./zone.ts";

const clockMs = 1000;
const now = () => Date.now();

watchLoops();
const root = document.querySelector<HTMLElement>("main[data-cells]");
if (root !== null) start(await import(root.dataset["cells"]!), root);

function start(module: CellsModule, root: HTMLElement): void {
  setZone(readZone());
  allowActs();
  const nav = document.querySelector<HTMLElement>(".gs-bar nav")!;
  showCurrent(nav);
  markMore(nav);
  const view = createPageView(module, root, now);
  const counting = createCounting(document.getElementById("counting")!, now);
  const first = readFirst();
  if (first !== null) {
    view.start(first);
    delete root.dataset["guessed"];
    counting.show(nameView(view.page.params, view.state.values));
  }
  const banner = createBanner(document.getElementById("banner")!, now, () => connection.tryNow());
  const watching = createWatching(view, counting, (message) => connection.watch(message));

  const hotReload = createHotReload<CellsModule>({
    hash: () => view.page.hash,
    root,
    apply(next) {
      const { state } = view;
      view.replace(next);
      if (view.state !== state) view.state.onChange(watching.ask);
      watching.askAgain();
    },
  });
  const onMessage = (message: ServerMessage) => {
    if (message.type === "bar") return listPages(nav, message.pages);
    if (message.type === "refused") return message.problems.forEach(view.head.showProblem);
    if (message.type === "results") return watching.show(message);
    hotReload.follow(message.hash);
    watching.followFile(message.hash !== null);
  };
  const onState = (connectionState: ConnectionState) => {
    banner.set(connectionState.open ? null : connectionState);
    counting.setOpen(connectionState.open);
    if (connectionState.open) return;
    view.status.set({ kind: "reconnecting", moment: view.moment, rerunAt: view.state.time.asOf });
  };
  const connection: Connection = connect(onMessage, onState);
  view.state.onChange(watching.ask);
  watching.askAgain();

  rememberReader(root.querySelector(".gs-grid")!);
  addExportButton(document.querySelector<HTMLAnchorElement>("#export")!, () => view);
  document.addEventListener(
    "visibilitychange",
    () =>
      !document.hidden && view.moment && view.state.time.asOf === null && view.status.set({ kind: "paused" }),
  );
  addEventListener("popstate", () => view.state.restore());
  setInterval(() => {
    view.status.tick();
    banner.tick();
    counting.tick();
  }, clockMs);
}

/** What whoever runs the server may do beside reading. */
function allowActs(): void {
  allowLetters();
  allowCorrections();
  if (!("own" in document.body.dataset)) return;
  allowStreams();
  allowTopics();
  followStreams();
}

/** Leaves word of the reader's zone and of the room on the screen for the next painting. */
function rememberReader(grid: Element): void {
  new ResizeObserver(() => leaveCookie(readZone(), grid)).observe(grid);
  addZoneSwitch(document.getElementById("foot")!, (zone) => leaveCookie(zone, grid));
}
