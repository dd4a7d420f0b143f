import type { ServerMessage } from "../live/protocol.ts";
import type { ParamValues } from "../page/param_values.ts";
import { connect, type Connection, type ConnectionState } from "./connection.ts";
import { createBanner } from "./head/banner.ts";
import { type CellsModule, createPageView } from "./page_view.ts";
import { setZone } from "./zone.ts";

const clockMs = 1000;
const now = () => Date.now();

const root = document.querySelector<HTMLElement>("main[data-cells]");
if (root !== null) start(await import(root.dataset["cells"]!), root);

function start(module: CellsModule, root: HTMLElement): void {
  setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const view = createPageView(module, root, now);
  const banner = createBanner(document.getElementById("banner")!, now, () => connection.tryNow());

  let id = 0;
  const asked = new Map<number, ParamValues>();
  const watch = (params: ParamValues) => {
    asked.set(++id, params);
    const { asOf, landing: since } = view.state.time;
    connection.watch({ type: "watch", id, page: module.page.name, params, asOf, since });
  };

  const onMessage = (message: ServerMessage) => {
    if (message.type === "refused") return message.problems.forEach(view.head.showProblem);
    const params = asked.get(message.id);
    if (params === undefined) return;
    for (const older of asked.keys()) if (older < message.id) asked.delete(older);
    view.show(message, params);
    const { asOf } = view.state.time;
    view.status.set(asOf === null ? { kind: "live", moment: message.moment } : { kind: "rerun", asOf });
  };

  const onState = (connectionState: ConnectionState) => {
    banner.set(connectionState.open ? null : connectionState);
    if (connectionState.open) return;
    view.status.set({ kind: "reconnecting", moment: view.moment, rerunAt: view.state.time.asOf });
  };

  const connection: Connection = connect(onMessage, onState);
  view.state.onChange(watch);
  watch({ ...view.state.values });
  document.addEventListener(
    "visibilitychange",
    () =>
      !document.hidden && view.moment && view.state.time.asOf === null && view.status.set({ kind: "paused" }),
  );
  setInterval(() => {
    view.status.tick();
    banner.tick();
  }, clockMs);
}
