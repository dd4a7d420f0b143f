import { choicesCell } from "../../page/choices.ts";
import { intervalLabel } from "../../page/interval.ts";
import type { ParamSpec, ParamSpecs } from "../../page/param_spec.ts";
import type { ParamProblem, ParamValues } from "../../page/param_values.ts";
import { element } from "../dom.ts";
import type { ViewState } from "../view_state.ts";
import { createParamInput, type ParamInput } from "./param_input.ts";
import { createSegments } from "./segments.ts";
import type { TimeControl } from "./time_control.ts";
import { createTopicBox } from "./topic_box.ts";

/** The head of a page: the topic (or the title) left, the window and the time state right. */
export interface PageHead {
  /** Names what the numbers on the page are about. */
  name(values: ParamValues): void;
  /** Says what is wrong with a value of the address or of a watch, beside its input where it has one. */
  showProblem(problem: ParamProblem): void;
  /** The values that a query lists for the parameters whose choices it is. */
  setChoices(cell: string, choices: string[]): void;
}

/** Draws the head: a topic becomes the title, an interval the buttons, all others labelled inputs. */
export function drawHead(
  place: HTMLElement,
  title: string,
  specs: ParamSpecs,
  state: ViewState,
  time: TimeControl,
): PageHead {
  const entries = Object.entries(specs);
  const topic = entries.find(([, spec]) => spec.type === "topic");
  const interval = entries.find(([, spec]) => spec.type === "interval");
  const rest = entries.filter((entry) => entry !== topic && entry !== interval);
  const box = topic && topicBox(topic[0], topic[1] as Extract<ParamSpec, { type: "topic" }>, state);
  const segments = interval &&
    windowSegments(interval[0], interval[1] as Extract<ParamSpec, { type: "interval" }>, state);
  const inputs = new Map(rest.map(([name, spec]): [string, ParamInput] => [
    name,
    createParamInput(name, spec, state.values[name]!, (text) => state.set(name, text)),
  ]));
  const wrong = element("div", { class: "gs-wrong", role: "status" });
  state.onChange((values) => {
    wrong.replaceChildren();
    for (const [name, input] of inputs) input.set(values[name]!);
  });
  place.replaceChildren(
    element(
      "div",
      { class: "gs-head-left" },
      box?.node ?? element("h1", { class: "gs-title" }, title),
      inputs.size > 0 &&
        element("div", { class: "gs-params" }, ...[...inputs.values()].map(({ node }) => node)),
      wrong,
    ),
    element("div", { class: "gs-head-right" }, segments, time.node),
  );
  return {
    name: (values) => topic && box?.name(String(values[topic[0]])),
    showProblem(problem) {
      if (problem.param === topic?.[0]) box?.showProblem(problem);
      else if (problem.param === "asOf" || problem.param === "landing") {
        time.showProblem(problem, state.refused[problem.param] ?? "");
      } else if (inputs.has(problem.param)) inputs.get(problem.param)!.showProblem(problem);
      else wrong.append(element("p", { class: "gs-error-text" }, `✕ “${problem.param}” ${problem.message}`));
    },
    setChoices(cell, choices) {
      for (const [name, input] of inputs) if (choicesCell(specs[name]!) === cell) input.setChoices(choices);
    },
  };
}

function topicBox(name: string, spec: Extract<ParamSpec, { type: "topic" }>, state: ViewState) {
  const shown = String(state.values[name]);
  const box = createTopicBox(
    name,
    state.refused[name] ?? shown,
    state.refused[name] === undefined ? shown : null,
    spec.maxChars,
    (text) => state.set(name, text, true),
  );
  state.onChange((values) => box.set(String(values[name])));
  return box;
}

function windowSegments(
  name: string,
  spec: Extract<ParamSpec, { type: "interval" }>,
  state: ViewState,
): HTMLElement {
  const choices = spec.choices.map((value) => ({ value, label: intervalLabel(value) }));
  const segments = createSegments(
    spec.label ?? "Window",
    choices,
    String(state.values[name]),
    (value) => state.set(name, value),
  );
  state.onChange((values) => segments.choose(String(values[name])));
  return segments.node;
}
