import type { TopicAnswer } from "../../operate/topic_desk.ts";
import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { question } from "../streams/question.ts";
import type { AskTopics } from "./ask_topics.ts";
import { topicForm } from "./topic_form.ts";
import { lookAtTopics } from "./topics_now.ts";

/** The columns of the table of followed topics. */
export const topicColumns = ["Topic", "Query", "X is asked for", "Change"] as const;

const maxShownChars = 400;

/** A line of the table, and below it what is open of it. They stay while what they say changes. */
export interface TopicLine {
  nodes: HTMLElement[];
  show(topic: TopicAnswer): void;
}

/** The line of one followed topic. */
export function createTopicLine(name: string, desk: AskTopics): TopicLine {
  let topic: TopicAnswer;
  const title = element("a", {}, name);
  const query = element("code", {});
  const languages = element("span", { class: "gs-quiet" });
  const rule = element("code", {});
  const refusal = element("span", { class: "gs-quiet" });
  const panel = element("td", { colspan: topicColumns.length });
  const below = element("tr", { class: "gs-line-below", hidden: true }, panel);
  const open = (node: HTMLElement | null) => {
    panel.replaceChildren(...node === null ? [] : [node]);
    below.hidden = node === null;
    node?.querySelector<HTMLElement>("input:not([hidden] *), button")?.focus();
  };
  const act = (label: string, form: (close: () => void) => HTMLElement) => {
    const button = element("button", {
      type: "button",
      class: "gs-link",
      "aria-label": `${label}: ${name}`,
      onclick: () =>
        open(form(() => {
          open(null);
          button.focus();
        })),
    }, label);
    return button;
  };
  const edit = act("Edit", (close) => {
    const form = topicForm(topic, { doIt: "Save", save: (draft) => saved(desk.follow(draft)), close });
    return element("div", { class: "gs-asked" }, form);
  });
  const unfollow = act("Unfollow", (close) =>
    question({
      text: `Unfollow “${name}”? X is not asked for it any more; posts that it brought stay.`,
      doIt: "Unfollow",
      keep: "Keep it",
      run: () => saved(desk.unfollow(name)),
    }, close));
  const shown = [
    element("strong", {}, title),
    element("span", {}, query, " ", languages),
    element("span", {}, rule, refusal),
    element("div", { class: "gs-line-acts" }, edit, unfollow),
  ];
  const cells = shown.map((node, at) =>
    element("td", { "data-head": topicColumns[at]!, class: at === 3 ? "gs-desk" : null }, node)
  );
  return {
    nodes: [element("tr", {}, ...cells), below],
    show(next) {
      topic = next;
      title.href = `/topic?topic=${encodeURIComponent(next.query)}`;
      setText(query, plainText(next.query, maxShownChars));
      setText(languages, next.languages === undefined ? "" : `in ${next.languages.join(", ")}`);
      setText(rule, "rule" in next.x ? plainText(next.x.rule, maxShownChars) : "");
      setText(refusal, "refusal" in next.x ? plainText(next.x.refusal, maxShownChars) : "");
    },
  };
}

async function saved<Answer>(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  await lookAtTopics();
  return answer;
}
