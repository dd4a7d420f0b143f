import type { Moment } from "../../../analysis/store/reads.ts";
import type { Changed } from "../../live/protocol.ts";
import { allTime, intervalLabel, intervalMs } from "../../page/interval.ts";
import { live } from "../../page/page_time.ts";
import type { ParamProblem } from "../../page/param_values.ts";
import type { Span } from "../../page/span.ts";
import { element, setText } from "../dom.ts";
import type { ViewState } from "../view_state.ts";
import { full, moment as when } from "../words.ts";
import { currentZone, fromWall, toWall } from "../zone.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Where the reader chooses the moment of the page: live, or a rerun as of a minute. */
export interface TimeControl {
  node: HTMLElement;
  /** Takes what the page shows now. */
  show(shown: { moment: Moment; span: Span; changed: Changed | null }): void;
  /** Says what is wrong with a moment, as written. */
  showProblem(problem: ParamProblem, written: string): void;
}

/** The line of state with "Go live" or "Rerun", and below it, while a moment is chosen, its input and steps of one window. */
export function createTimeControl(
  state: ViewState,
  interval: () => string,
  status: HTMLElement,
  now: () => number,
): TimeControl {
  const stepMs = () => intervalMs(interval()) ?? dayMs;
  const button = (label: string, onclick: () => void, className = "gs-link") =>
    element("button", { type: "button", class: className, onclick }, label);
  let shown: { moment: Moment; span: Span; changed: Changed | null } | null = null;
  let open = state.time.asOf !== null;
  const edge = () =>
    shown === null ? now() : Math.ceil(((shown.moment.liveEdge ?? now()) + 1) / minuteMs) * minuteMs;
  const rerun = (asOf: number) => state.setTime({ ...state.time, asOf: Math.min(asOf, edge()) });
  const input = element("input", {
    type: "datetime-local",
    id: "as-of",
    onchange: () => {
      const time = readWall(input.value);
      if (time !== null && time !== state.time.asOf) rerun(time);
    },
  });
  const step = (direction: 1 | -1) => rerun((shown?.span.asOf ?? edge()) + direction * stepMs());
  const back = button("", () => step(-1), "gs-step");
  const forth = button("", () => step(1), "gs-step");
  const zone = element("span", { class: "gs-quiet" });
  const toggle = button("Rerun", () => {
    if (state.time.asOf !== null) return goLive();
    open = !open;
    draw();
    if (open) input.focus();
  });
  const row = element(
    "div",
    { class: "gs-as-of" },
    back,
    element("label", { for: "as-of" }, "As of "),
    input,
    zone,
    forth,
  );
  const note = element("p", { class: "gs-time-note", role: "status" });
  let problem = "";
  const goLive = () => {
    open = false;
    state.setTime(live);
    toggle.focus();
  };
  const draw = () => {
    const { asOf } = state.time;
    row.hidden = !open && asOf === null;
    setText(toggle, asOf === null ? "Rerun" : "Go live");
    if (asOf === null) toggle.setAttribute("aria-expanded", String(open));
    else toggle.removeAttribute("aria-expanded");
    const at = asOf ?? shown?.span.asOf ?? edge();
    if (document.activeElement !== input) input.value = wallText(at);
    setText(zone, currentZone());
    const width = interval() === allTime ? "1 d" : intervalLabel(interval());
    setText(back, `‹ ${width}`);
    setText(forth, `${width} ›`);
    back.setAttribute("aria-label", `${width} earlier`);
    forth.setAttribute("aria-label", `${width} later`);
    forth.disabled = at >= edge();
    setText(note, problem !== "" ? problem : noteOf(state, shown));
  };
  state.onChange(() => {
    problem = "";
    draw();
  });
  draw();
  return {
    node: element(
      "div",
      { class: "gs-time" },
      element("div", { class: "gs-time-line" }, status, toggle),
      row,
      note,
    ),
    show(next) {
      shown = next;
      draw();
    },
    showProblem({ param, message }, written) {
      problem = `✕ ${param}${written === "" ? "" : ` “${written.slice(0, 60)}”`} ${message}. This is live.`;
      draw();
    },
  };
}

function noteOf(
  state: ViewState,
  shown: { moment: Moment; span: Span; changed: Changed | null } | null,
): string {
  if (shown === null || state.time.asOf === null) return "";
  const { moment: { oldest, liveEdge }, span, changed } = shown;
  if (oldest !== null && span.asOf <= oldest) {
    return `The first post is from ${when(oldest)}, after this moment.`;
  }
  if (liveEdge !== null && span.from > liveEdge) {
    return `The newest post is from ${when(liveEdge)}, before this window.`;
  }
  if (changed === null || state.time.landing === null) return "";
  const since = `Since landing ${full(state.time.landing)}`;
  return `${since}: ${changesOf(changed).join(", ") || "nothing has changed"}`;
}

function changesOf({ late, edited, corrected, deleted, ofAnyTopic }: Changed): string[] {
  return [
    late > 0 ? `+${full(late)} late` : "",
    edited > 0 ? `${full(edited)} edited` : "",
    corrected > 0 ? `${full(corrected)} corrected` : "",
    deleted > 0 ? `−${full(deleted)} deleted${ofAnyTopic ? ", of any topic" : ""}` : "",
  ].filter((words) => words !== "");
}

function wallText(time: number): string {
  return new Date(toWall(time)).toISOString().slice(0, 16);
}

// In the hour that clocks leave out there is no such time; the one before it is meant.
function readWall(text: string): number | null {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return null;
  return fromWall(wall)[0] ?? fromWall(wall - 60 * minuteMs)[0] ?? null;
}
