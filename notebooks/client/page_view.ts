import type { Moment } from "../../analysis/store/reads.ts";
import type { ServerMessage } from "../live/protocol.ts";
import type { ClientCell } from "../page/cells_module.ts";
import { hasWrongTopic } from "../page/address.ts";
import type { Page } from "../page/page.ts";
import { live, type PageTime } from "../page/page_time.ts";
import type { ParamProblem, ParamValues } from "../page/param_values.ts";
import { drawFoot } from "./foot.ts";
import { readHead } from "./head/read_head.ts";
import type { PageHead } from "./head/page_head.ts";
import { createSimulated } from "./head/simulated.ts";
import { createStatusLine, type StatusLine } from "./head/status_line.ts";
import { createNotebook, type Notebook } from "./notebook.ts";
import { browserAddress, type PageAddress } from "./page_address.ts";
import { type PageTopics, topicsOf } from "./page_topics.ts";
import { ShownResults } from "./shown_results.ts";
import { type AskWhy, createAskWhy } from "./why/ask.ts";
import { answerQueries } from "./why/query_panel.ts";
import { setStamps, stampOf } from "./why/stamps.ts";
import { createDrawer } from "./why/drawer.ts";
import type { ViewState } from "./view_state.ts";
import { within } from "./within.ts";

/** What the module of a page's cells exports. */
export interface CellsModule {
  page: Pick<Page, "name" | "title" | "params" | "refresh" | "time" | "hash">;
  cells: ClientCell[];
}

/** Results of a moment, as the server sends them. */
export type Results = Extract<ServerMessage, { type: "results" }>;

/** Cells that show nothing by then are left the room that they need. */
const roomMs = 2000;

/** A page as it is seen: head, cells and foot, without the connection that keeps it live. */
export interface PageView {
  /** What the page is, as its file says now. */
  readonly page: CellsModule["page"];
  readonly state: ViewState;
  /** What is wrong with the address. */
  readonly problems: ParamProblem[];
  notebook: Notebook;
  readonly head: PageHead;
  status: StatusLine;
  /** False while the address asks for a topic that cannot be read: nothing is counted then. */
  readonly canCount: boolean;
  /** The moment that is shown; null before the first results. */
  readonly moment: Moment | null;
  /** Shows the results that came with the page, before there is a connection. */
  start(results: Results): void;
  /** Shows the results for these values of the parameters. */
  show(results: Results, params: ParamValues): void;
  /** The topics that are asked for, as typed, and the words that their posts name. */
  topics(): PageTopics;
  /** Takes the page as its file says now; with other parameters, head and state are new ones. The cells have their places already. */
  replace(next: CellsModule): void;
}

/** What a page has instead of its server and the browser's address, where it stands alone. */
export interface PageHome {
  address: PageAddress;
  ask: AskWhy;
}

/** Draws the head of a page and makes its cells ready for results. */
export function createPageView(
  module: CellsModule,
  root: HTMLElement,
  now: () => number,
  home?: PageHome,
): PageView {
  let { page } = module;
  const place = (id: string) => root.querySelector<HTMLElement>(`#${id}`)!;
  const status = createStatusLine(now, () => page.time);
  const readAddress = () => {
    const read = readHead(page, place("head"), home?.address ?? browserAddress, status, now);
    read.state.onChange(() => drawer.follow());
    return read;
  };
  let view = readAddress();
  const notebook = createNotebook({ hash: page.hash, cells: module.cells }, root);
  notebook.set("setParam", (name: string, text: string) => {
    const problem = view.state.set(name, text);
    if (problem !== null) view.head.showProblem(problem);
  });
  const ask = home?.ask ?? createAskWhy(page.name, () => view.state.parameters());
  let shownTime: PageTime = live;
  const timeOf = (cell: string): PageTime => stampOf(cell) ?? shownTime;
  answerQueries(root, ask, timeOf);
  const topicsNow = () => topicsOf(page.params, view.state.values);
  const drawer = createDrawer(document.body, { state: () => view.state, ask, timeOf, topics: topicsNow });
  const simulated = createSimulated(place("simulated"), home !== undefined);
  let shown: Moment | null = null;
  const results = new ShownResults(notebook);
  const shownPage: PageView = {
    get page() {
      return page;
    },
    get state() {
      return view.state;
    },
    get problems() {
      return view.problems;
    },
    get head() {
      return view.head;
    },
    notebook,
    status,
    get canCount() {
      return !hasWrongTopic(page.params, Object.keys(view.state.refused));
    },
    get moment() {
      return shown;
    },
    start(results) {
      shownPage.show(results, view.state.values);
      const { asOf } = view.state.time;
      status.set(asOf === null ? { kind: "connecting", moment: shown } : { kind: "rerun", asOf });
    },
    show({ moment, span, changed, cells, at = {} }, params) {
      shown = moment;
      shownTime = { asOf: span.asOf, landing: moment.landing };
      setStamps(at);
      view.head.name(params);
      const { oldest, liveEdge } = page.time === "arrival" ? { oldest: null, liveEdge: null } : moment;
      results.setValues({
        ...params,
        moment,
        span: { ...span, oldest, rerun: view.state.time.asOf !== null },
        asOf: new Date(span.asOf),
        from: new Date(span.from),
      });
      for (const [cell, choices] of results.setCells(cells)) view.head.setChoices(cell, choices);
      notebook.start();
      if (!("drawn" in root.dataset)) {
        void within(roomMs, notebook.settled()).then(() => root.dataset["drawn"] = "");
      }
      simulated.show(moment.simulated);
      view.time.show({ moment: { ...moment, oldest, liveEdge }, span, changed });
      drawer.show(moment);
      drawFoot(place("foot"), moment, span, view.state.address(shownTime));
    },
    topics: topicsNow,
    replace(next) {
      const headOf = ({ title, params }: CellsModule["page"]) => JSON.stringify([title, params]);
      const same = headOf(page) === headOf(next.page);
      page = next.page;
      if (!same) {
        view = readAddress();
        for (const [cell, choices] of results.choices) view.head.setChoices(cell, choices);
      }
      notebook.replace({ hash: page.hash, cells: next.cells });
    },
  };
  // Nothing will come that needs room.
  if (!shownPage.canCount) root.dataset["drawn"] = "";
  return shownPage;
}
