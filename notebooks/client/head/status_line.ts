import type { Moment } from "../../../analysis/store/reads.ts";
import type { Page } from "../../page/page.ts";
import { element, setText } from "../dom.ts";
import { age, moment } from "../words.ts";

/** How the page stands to time. */
export type TimeState =
  | { kind: "connecting"; moment: Moment | null }
  | { kind: "live"; moment: Moment }
  | { kind: "rerun"; asOf: number }
  /** A report: it stands still for ever. */
  | { kind: "saved"; asOf: number }
  | { kind: "paused" }
  | { kind: "idle" }
  | { kind: "reconnecting"; moment: Moment | null; rerunAt: number | null };

/** A line that says how the page stands to time; `tick` lets its ages count up. */
export interface StatusLine {
  node: HTMLElement;
  set(state: TimeState): void;
  tick(): void;
}

/** The line with the dot, filled only while live: live, rerun, paused or reconnecting, and how old the newest post is. */
export function createStatusLine(now: () => number, timeOf: () => Page["time"]): StatusLine {
  const dot = element("i", { class: "gs-dot" });
  const text = element("span", {});
  let state: TimeState = { kind: "connecting", moment: null };
  const tick = () => {
    dot.dataset["state"] = state.kind;
    setText(text, describe(state, (moment) => newest(moment, timeOf(), now())));
  };
  tick();
  return {
    node: element("p", { class: "gs-status" }, dot, text),
    set(next) {
      state = next;
      tick();
    },
    tick,
  };
}

function describe(state: TimeState, newest: (moment: Moment) => string): string {
  const then = (moment: Moment | null) => moment === null ? "" : `, ${newest(moment)}`;
  switch (state.kind) {
    case "connecting":
      return `Connecting${then(state.moment)}`;
    case "paused":
      return "Paused while this tab was hidden; catching up";
    case "idle":
      return "Nothing is counted until the topic can be read";
    case "saved":
      return `Saved as of ${moment(state.asOf)}`;
    case "rerun":
      return `Rerun as of ${moment(state.asOf)}`;
    case "reconnecting":
      return state.rerunAt !== null
        ? `Rerun as of ${moment(state.rerunAt)}; reconnecting`
        : `Reconnecting${then(state.moment)}`;
    case "live":
      return `Live${then(state.moment)}`;
  }
}

function newest({ liveEdge }: Moment, time: Page["time"], now: number): string {
  if (time === "arrival") return "by time of arrival";
  return liveEdge === null ? "no posts yet" : `newest post ${age(liveEdge, now)}`;
}
