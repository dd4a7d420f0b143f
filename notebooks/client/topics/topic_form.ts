import type { TopicDraft } from "../../../ingest/topics/followed_topic.ts";
import type { TopicAnswer } from "../../operate/topic_desk.ts";
import type { ServerAnswer } from "../ask_server.ts";
import { element, setText } from "../dom.ts";
import { createFormField, createLinesField } from "../form_field.ts";

/** What a form does with a topic. */
export interface TopicActs {
  /** What its button says. */
  doIt: string;
  save(draft: TopicDraft): Promise<ServerAnswer<TopicAnswer>>;
  /** Takes the form away; absent: it stays. */
  close?(): void;
}

/** The form by which a topic is followed, or the one that is given is changed. */
export function topicForm(topic: TopicAnswer | null, { doIt, save, close }: TopicActs): HTMLElement {
  const fields = createFields();
  const { name, query, languages, mustMatch, mustNotMatch } = fields;
  const note = element("p", { class: "gs-sub", role: "status" });
  name.node.hidden = topic !== null;
  if (topic !== null) {
    name.input.value = topic.name;
    query.input.value = topic.query;
    languages.input.value = topic.languages?.join(",") ?? "";
    mustMatch.input.value = topic.mustMatch?.join("\n") ?? "";
    mustNotMatch.input.value = topic.mustNotMatch?.join("\n") ?? "";
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    for (const field of Object.values(fields)) field.showProblem(null);
    const answer = await save({
      name: name.input.value.trim(),
      query: query.input.value.trim(),
      ...topic?.sources === undefined ? {} : { sources: topic.sources },
      ...listed("languages", languages.input.value, ","),
      ...listed("mustMatch", mustMatch.input.value, "\n"),
      ...listed("mustNotMatch", mustNotMatch.input.value, "\n"),
    });
    if ("value" in answer) {
      form.reset();
      setText(note, `✓ “${answer.value.name}” is followed.`);
      return close?.();
    }
    const field = Object.entries(fields).find(([of]) => of === answer.field)?.[1];
    setText(note, field === undefined ? `✕ ${answer.problem}` : "");
    field?.showProblem(answer.problem);
    field?.input.focus();
  };
  const form = element(
    "form",
    {
      class: "gs-form",
      "aria-label": topic === null ? "Follow a topic" : `Topic ${topic.name}`,
      novalidate: true,
      autocomplete: "off",
      onsubmit: submit,
    },
    ...Object.values(fields).map(({ node }) => node),
    element(
      "p",
      { class: "gs-form-acts" },
      element("button", { class: "gs-button" }, doIt),
      close !== undefined && element("button", { type: "button", class: "gs-link", onclick: close }, "Close"),
    ),
    note,
  );
  return form;
}

function createFields() {
  const text = (label: string, help: string) => createFormField({ label, help, type: "text" });
  const lines = (label: string, help: string) => createLinesField({ label, help });
  return {
    name: text(
      "Name",
      "Small letters, digits and dashes: its file, and its rule at X, are called so. Like climate",
    ),
    query: text("Query", 'As in the field of the topic page. Like climate OR "global warming"'),
    languages: text("Languages", "Codes with commas between, like en,de. Empty: any."),
    mustMatch: lines("Posts to find", "One a line. The query is kept only while it finds each."),
    mustNotMatch: lines("Posts not to find", "One a line. The query is kept only while it finds none."),
  };
}

function listed(name: "languages" | "mustMatch" | "mustNotMatch", text: string, between: string) {
  const items = text.split(between).map((item) => item.trim()).filter((item) => item !== "");
  return items.length === 0 ? {} : { [name]: items };
}
