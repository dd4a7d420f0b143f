import type { ParamProblem } from "../../page/param_values.ts";
import { element, setText } from "../dom.ts";

const settleMs = 60;
/** So many letters have room as a title. */
const mostLarge = 25;

/** The topic as the page's title: typing in it changes what the page is about. */
export interface TopicBox {
  node: HTMLElement;
  /** Takes the topic that the page shows now, wherever it was chosen. */
  set(text: string): void;
  /** Names the topic whose numbers are on the page, in heading and title. */
  name(topic: string): void;
  /** Says what is wrong with the text, and where; null when nothing is. */
  showProblem(problem: ParamProblem | null): void;
}

/** A topic box that holds `text` on a page that shows the topic `shown`, or none. `change` gets the text after a short rest or on Enter and returns what is wrong with it. */
export function createTopicBox(
  name: string,
  text: string,
  shown: string | null,
  maxChars: number,
  change: (text: string) => ParamProblem | null,
): TopicBox {
  const input = element("input", {
    type: "text",
    id: `param-${name}`,
    class: "gs-topic",
    value: text,
    placeholder: "Type a topic",
    maxlength: maxChars,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-label": "Topic",
    "aria-describedby": "topic-hint",
  });
  const heading = element("h1", { class: "gs-hidden" });
  const hint = element("p", { class: "gs-hint", id: "topic-hint" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showProblem = (problem: ParamProblem | null) => {
    input.setAttribute("aria-invalid", String(problem !== null));
    // The help keeps its place, and with it the page, below what is wrong.
    hint.replaceChildren(...help(), ...(problem === null ? [] : [describe(problem, input.value)]));
  };
  const nameTopic = (topic: string) => {
    setText(heading, topic.trim() === "" ? "All posts" : topic.trim());
    document.title = `${heading.textContent} · Groundswell`;
  };
  const fit = () => input.toggleAttribute("data-long", input.value.length > mostLarge);
  const apply = () => {
    clearTimeout(timer);
    showProblem(change(input.value));
  };
  input.addEventListener("input", () => {
    fit();
    clearTimeout(timer);
    timer = setTimeout(apply, settleMs);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) apply();
  });
  fit();
  showProblem(null);
  if (shown === null) heading.textContent = "Topic";
  else nameTopic(shown);
  return {
    node: element("div", { class: "gs-topic-box" }, heading, input, hint),
    set(topic) {
      if (topic === input.value) return;
      input.value = topic;
      fit();
      showProblem(null);
    },
    name: nameTopic,
    showProblem,
  };
}

function help(): Node[] {
  const code = (text: string) => element("code", {}, text);
  return ["climate change", '"exact phrase"', "storm OR flood", "-word", "#tag", "$TICKER"].map(code);
}

function describe(problem: ParamProblem, text: string): Node {
  const said = element("span", { class: "gs-error-text" }, `✕ ${problem.message}`);
  if (problem.position === undefined) return said;
  const from = Math.max(0, problem.position - 40);
  const caret = `${text.slice(from, from + 60)}\n${" ".repeat(Math.max(0, problem.position - from))}^`;
  return element("span", {}, said, element("pre", {}, caret));
}
