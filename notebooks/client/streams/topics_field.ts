import type { TopicAnswer } from "../../operate/topic_desk.ts";
import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { lookAtTopics, onTopics, topicsNow } from "../topics/topics_now.ts";

/** What to follow of a source, as somebody says it. */
export interface WhatInput {
  node: HTMLElement;
  read(): string;
  showProblem(problem: string | null): void;
  focus(): void;
}

const maxShownChars = 200;
let fields = 0;

/** A choice among the followed topics, of which those that X cannot be asked for say why. */
export function createTopicsField(label: string, help: string): WhatInput {
  const id = `topics-field-${++fields}`;
  const choices = element("div", { class: "gs-choices" });
  const problem = element("span", { id: `${id}-problem`, class: "gs-error-text", role: "status" });
  const about = element("span", { class: "gs-field-help" }, help);
  const group = element(
    "div",
    { class: "gs-field", role: "group", "aria-label": label, "aria-describedby": `${id}-problem` },
    element("span", { class: "gs-field-name" }, label),
    choices,
    about,
    problem,
  );
  const boxes = () => [...choices.querySelectorAll("input")];
  onTopics(group, () => {
    const now = topicsNow();
    if (now === null || "problem" in now) return;
    const chosen = new Set(boxes().filter(({ checked }) => checked).map(({ value }) => value));
    const { topics } = now.value;
    choices.replaceChildren(
      ...topics.length === 0
        ? ["None yet: follow a topic above."]
        : topics.map((topic) => choice(topic, chosen)),
    );
  });
  void lookAtTopics();
  return {
    node: group,
    read: () => boxes().filter(({ checked }) => checked).map(({ value }) => value).join(","),
    showProblem: (text) => setText(problem, text === null ? "" : `✕ ${text}`),
    focus: () => boxes().find(({ disabled }) => !disabled)?.focus(),
  };
}

function choice({ name, x }: TopicAnswer, chosen: ReadonlySet<string>): HTMLElement {
  const box = element("input", { type: "checkbox", value: name, disabled: "refusal" in x });
  box.checked = chosen.has(name) && !box.disabled;
  const said = "rule" in x ? x.rule : x.refusal;
  return element(
    "label",
    {},
    box,
    element("strong", {}, name),
    element("rule" in x ? "code" : "span", { class: "gs-quiet" }, plainText(said, maxShownChars)),
  );
}
