import type { Moment } from "../../../analysis/store/reads.ts";
import { element, setText } from "../dom.ts";
import { age, moment } from "../words.ts";

/** How the page stands to time. */
export type TimeState =
  | { kind: "connecting"; moment: Moment | null }
  | { kind: "live"; moment: Moment }
  | { kind: "rerun"; asOf: number }
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
export function createStatusLine(now: () => number): StatusLine {
  const dot = element("i", { class: "gs-dot" });
  const text = element("span", {});
  let state: TimeState = { kind: "connecting", moment: null };
  const tick = () => {
    dot.dataset["state"] = state.kind;
    setText(text, describe(state, now()));
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

function describe(state: TimeState, now: number): string {
  switch (state.kind) {
    case "connecting":
      return state.moment?.liveEdge == null
        ? "Connecting"
        : `Connecting, newest post ${age(state.moment.liveEdge, now)}`;
    case "paused":
      return "Paused while this tab was hidden; catching up";
    case "idle":
      return "Nothing is counted until the topic can be read";
    case "rerun":
      return `Rerun as of ${moment(state.asOf)}`;
    case "reconnecting":
      if (state.rerunAt !== null) return `Rerun as of ${moment(state.rerunAt)}; reconnecting`;
      return state.moment?.liveEdge == null
        ? "Reconnecting"
        : `Reconnecting, newest post ${age(state.moment.liveEdge, now)}`;
    case "live":
      return state.moment.liveEdge === null
        ? "Live, no posts yet"
        : `Live, newest post ${age(state.moment.liveEdge, now)}`;
  }
}
