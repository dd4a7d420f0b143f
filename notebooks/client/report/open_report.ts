import { type SavedReport, viewName } from "../../export/saved.ts";
import { asText } from "../../page/param_text.ts";
import type { ParamValues } from "../../page/param_values.ts";
import { type CellsModule, createPageView, type PageView, type Results } from "../page_view.ts";
import type { AskWhy } from "../why/ask.ts";
import { setToday } from "../words.ts";
import { limitInputs } from "./limit_inputs.ts";
import { createSavedAddress } from "./saved_address.ts";
import { createSavedWhy } from "./saved_why.ts";

/** A page that shows what was saved, and what answers for its numbers. */
export interface OpenReport {
  page: PageView;
  ask: AskWhy;
}

/** Shows a page from what was saved of it: its inputs choose among the saved views. */
export function openReport(module: CellsModule, root: HTMLElement, report: SavedReport): OpenReport {
  const { asOf } = Object.values(report.views)[0]!.span;
  const { params: specs } = module.page;
  const viewOf = (values: ParamValues) =>
    report.views[viewName(Object.keys(report.choices).map((name) => asText(specs[name]!, values[name]!)))]!;
  setToday(() => asOf);
  const ask = createSavedWhy(report, () => {
    const { values } = page.state;
    return { specs, values, view: viewOf(values) };
  });
  const address = createSavedAddress(report, asOf);
  const page: PageView = createPageView(module, root, () => asOf, { address, ask });
  const show = (values: ParamValues) => {
    page.show(resultsOf(report, viewOf(values)), values);
    page.status.set({ kind: "saved", asOf });
    limitInputs(root, report.choices, page.state);
  };
  page.state.onChange(show);
  show({ ...page.state.values });
  return { page, ask };
}

function resultsOf({ moment, bodies }: SavedReport, { span, cells }: SavedReport["views"][string]): Results {
  const results = Object.entries(cells).map(([name, place]) => [name, bodies[place]!]);
  return { type: "results", id: 0, moment, span, changed: null, cells: Object.fromEntries(results) };
}
