import type { ServerMessage } from "../live/protocol.ts";
import type { ParamValues } from "../page/param_values.ts";
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
import { addZoneSwitch } from "./zone_switch.ts";
import { setZone } from "./zone.ts";

const clockMs = 1000;
const now = () => Date.now();

watchLoops();
const root = document.querySelector<HTMLElement>("main[data-cells]");
if (root !== null) start(await import(root.dataset["cells"]!), root);

function start(module: CellsModule, root: HTMLElement): void {
  setZone(readZone());
  allowLetters();
  allowCorrections();
  if ("own" in document.body.dataset) {
    allowStreams();
    allowTopics();
    followStreams();
  }
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

  let id = 0;
  const asked = new Map<number, ParamValues>();
  const watch = (params: ParamValues) => {
    if (!view.canCount) return view.status.set({ kind: "idle" });
    asked.set(++id, params);
    counting.ask(nameView(view.page.params, params));
    const { asOf, landing: since } = view.state.time;
    const { name, hash } = view.page;
    connection.watch({ type: "watch", id, page: name, hash, params, asOf, since });
  };

  let gone = false;
  const followPage = (hash: string | null) => {
    hotReload.follow(hash);
    if (hash === null) {
      counting.stop();
      view.status.set({ kind: "idle" });
    } else if (gone) watch({ ...view.state.values });
    gone = hash === null;
  };

  const onMessage = (message: ServerMessage) => {
    if (message.type === "page") return followPage(message.hash);
    if (message.type === "bar") return listPages(nav, message.pages);
    if (message.type === "refused") return message.problems.forEach(view.head.showProblem);
    const params = asked.get(message.id);
    if (params === undefined) return;
    for (const older of asked.keys()) if (older < message.id) asked.delete(older);
    view.show(message, params);
    counting.show(nameView(view.page.params, params));
    const { asOf } = view.state.time;
    view.status.set(asOf === null ? { kind: "live", moment: message.moment } : { kind: "rerun", asOf });
  };

  const onState = (connectionState: ConnectionState) => {
    banner.set(connectionState.open ? null : connectionState);
    counting.setOpen(connectionState.open);
    if (connectionState.open) return;
    view.status.set({ kind: "reconnecting", moment: view.moment, rerunAt: view.state.time.asOf });
  };

  const hotReload = createHotReload<CellsModule>({
    hash: () => view.page.hash,
    root,
    apply(next) {
      const { state } = view;
      view.replace(next);
      if (view.state !== state) view.state.onChange(watch);
      watch({ ...view.state.values });
    },
  });

  const connection: Connection = connect(onMessage, onState);
  view.state.onChange(watch);
  watch({ ...view.state.values });
  const grid = root.querySelector(".gs-grid")!;
  new ResizeObserver(() => leaveCookie(readZone(), grid)).observe(grid);
  addZoneSwitch(document.getElementById("foot")!, (zone) => leaveCookie(zone, grid));
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
