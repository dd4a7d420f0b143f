import { intervalOf } from "../../page/interval.ts";
import type { Page } from "../../page/page.ts";
import type { ParamProblem } from "../../page/param_values.ts";
import { topics } from "../../topics.ts";
import type { PageAddress } from "../page_address.ts";
import { createViewState, type ViewState } from "../view_state.ts";
import { keepTyped } from "./keep_typed.ts";
import { drawHead, type PageHead } from "./page_head.ts";
import type { StatusLine } from "./status_line.ts";
import { createTimeControl, type TimeControl } from "./time_control.ts";

/** What the address says of a page, and the head that shows and changes it. */
export interface ReadHead {
  state: ViewState;
  problems: ParamProblem[];
  time: TimeControl;
  head: PageHead;
}

/** Reads the address of a page and draws its head into `place`; what is wrong with the address stands there. */
export function readHead(
  { title, params }: Pick<Page, "title" | "params">,
  place: HTMLElement,
  address: PageAddress,
  status: StatusLine,
  now: () => number,
): ReadHead {
  const { state, problems } = createViewState(params, topics.check, address);
  const time = createTimeControl(state, () => intervalOf(params, state.values), status.node, now);
  const head = keepTyped(place, () => drawHead(place, title, params, state, time));
  for (const problem of problems) head.showProblem(problem);
  return { state, problems, time, head };
}
