import type { Moment } from "../../analysis/store/reads.ts";
import type { ServerMessage } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";
import type { Page } from "../page/page.ts";
import type { ParamValues } from "../page/param_values.ts";
import { topics } from "../topics.ts";
import { connect, type Connection, type ConnectionState } from "./connection.ts";
import { drawFoot } from "./foot.ts";
import { createBanner } from "./head/banner.ts";
import { drawHead } from "./head/page_head.ts";
import { createStatusLine } from "./head/status_line.ts";
import { markSimulated } from "./head/simulated.ts";
import { createNotebook } from "./notebook.ts";
import { createViewState } from "./view_state.ts";
import { setZone } from "./zone.ts";

const clockMs = 1000;
const now = () => Date.now();

interface CellsModule {
  page: Pick<Page, "name" | "title" | "params" | "refresh" | "hash">;
  cells: ClientCell[];
}

const root = document.querySelector<HTMLElement>("main[data-cells]");
if (root !== null) start(await import(root.dataset["cells"]!), root);

function start({ page, cells }: CellsModule, root: HTMLElement): void {
  setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const place = (id: string) => document.getElementById(id)!;
  const { state, problems } = createViewState(page.params, topics.check);
  const notebook = createNotebook(cells, root);
  const status = createStatusLine(now);
  const head = drawHead(place("head"), page.title, page.params, state, status.node);
  for (const problem of problems) head.showProblem(problem);
  const banner = createBanner(place("banner"), now, () => connection.tryNow());

  let id = 0;
  let shown: Moment | null = null;
  const asked = new Map<number, ParamValues>();
  const watch = (params: ParamValues) => {
    asked.set(++id, params);
    connection.watch({ type: "watch", id, page: page.name, params });
  };

  const onMessage = (message: ServerMessage) => {
    if (message.type === "refused") return message.problems.forEach(head.showProblem);
    const { moment, span } = message;
    const params = asked.get(message.id);
    if (params === undefined) return;
    for (const older of asked.keys()) if (older < message.id) asked.delete(older);
    shown = moment;
    setAll(notebook.set, {
      ...params,
      moment,
      span: { ...span, oldest: moment.oldest },
      asOf: new Date(span.asOf),
      from: new Date(span.from),
    });
    for (const [name, body] of Object.entries(message.cells)) notebook.setResult(name, body);
    notebook.start();
    status.set({ kind: "live", moment });
    markSimulated(place("simulated"), moment.simulated);
    drawFoot(place("foot"), moment, span);
  };

  const onState = (connectionState: ConnectionState) => {
    banner.set(connectionState.open ? null : connectionState);
    if (!connectionState.open) status.set({ kind: "reconnecting", moment: shown });
  };

  const connection: Connection = connect(onMessage, onState);
  notebook.set("setParam", (name: string, text: string) => state.set(name, text));
  state.onChange(watch);
  watch({ ...state.values });
  document.addEventListener(
    "visibilitychange",
    () => !document.hidden && shown && status.set({ kind: "paused" }),
  );
  setInterval(() => {
    status.tick();
    banner.tick();
  }, clockMs);
}

const lastSet = new Map<string, string>();

// What has not changed is not set again: setting runs the cells that use it.
function setAll(set: (name: string, value: unknown) => void, values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    const text = JSON.stringify(value);
    if (lastSet.get(name) === text) continue;
    lastSet.set(name, text);
    set(name, value);
  }
}
