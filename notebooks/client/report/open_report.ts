import { type SavedReport, type SavedView, viewName } from "../../export/saved.ts";
import { asText } from "../../page/param_text.ts";
import type { ParamValues } from "../../page/param_values.ts";
import { nameView } from "../counting.ts";
import { setText } from "../dom.ts";
import { type CellsModule, createPageView, type PageView, type Results } from "../page_view.ts";
import type { AskWhy } from "../why/ask.ts";
import { setToday } from "../words.ts";
import type { ExploreDoor } from "./explore_door.ts";
import { limitInputs } from "./limit_inputs.ts";
import { createSavedAddress } from "./saved_address.ts";
import { createSavedWhy } from "./saved_why.ts";

/** A page that shows what was saved, and what answers for its numbers. */
export interface OpenReport {
  page: PageView;
  ask: AskWhy;
}

/** Shows a page from what was saved of it: its inputs choose among the saved views, and what was not saved comes through the door. */
export function openReport(
  module: CellsModule,
  root: HTMLElement,
  report: SavedReport,
  door: ExploreDoor | null = null,
): OpenReport {
  const { asOf } = Object.values(report.views)[0]!.span;
  const { params: specs } = module.page;
  const viewOf = (values: ParamValues): SavedView | undefined =>
    report.views[viewName(Object.keys(report.choices).map((name) => asText(specs[name]!, values[name]!)))];
  setToday(() => asOf);
  const ask = askEither(
    createSavedWhy(report, () => {
      const { values } = page.state;
      return { specs, values, view: viewOf(values)! };
    }),
    door?.ask(() => page.state.values) ?? null,
    () => viewOf(page.state.values) !== undefined,
  );
  const address = createSavedAddress(report, asOf, door);
  const page: PageView = createPageView(module, root, () => asOf, { address, ask });
  const counting = root.querySelector<HTMLElement>("#counting")!;
  let wanted: ParamValues;
  let shown = "";
  const draw = (results: Results, values: ParamValues) => {
    setText(counting, "");
    shown = nameView(specs, values);
    page.show(results, values);
    page.status.set({ kind: "saved", asOf });
    limitInputs(root, report.choices, page.state, door);
  };
  const show = (values: ParamValues) => {
    wanted = values;
    const view = viewOf(values);
    if (view !== undefined) return draw(resultsOf(report, view), values);
    limitInputs(root, report.choices, page.state, door);
    const below = shown === "" ? "" : ` The numbers below are still of ${shown}.`;
    setText(counting, `Counting ${nameView(specs, values)}.${below}`);
    door!.results(values).then(
      (results) => wanted === values && draw(results, values),
      (error) => wanted === values && setText(counting, `✕ ${(error as Error).message}`),
    );
  };
  page.state.onChange(show);
  show({ ...page.state.values });
  return { page, ask };
}

function resultsOf({ moment, bodies }: SavedReport, { span, cells }: SavedView): Results {
  const results = Object.entries(cells).map(([name, place]) => [name, bodies[place]!]);
  return { type: "results", id: 0, moment, span, changed: null, cells: Object.fromEntries(results) };
}

function askEither(saved: AskWhy, free: AskWhy | null, isSaved: () => boolean): AskWhy {
  const one = () => free === null || isSaved() ? saved : free;
  return {
    posts: (...asked) => one().posts(...asked),
    opinions: null,
    csvHref: (...asked) => one().csvHref(...asked),
    query: (...asked) => one().query(...asked),
  };
}
