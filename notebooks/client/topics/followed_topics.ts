import { element, setChildren, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";
import { topicDesk } from "./ask_topics.ts";
import { topicForm } from "./topic_form.ts";
import { createTopicLine, topicColumns, type TopicLine } from "./topic_line.ts";
import { lookAtTopics, onTopics, topicsNow } from "./topics_now.ts";

/** The followed topics, and a form for another one; nothing where nobody may follow any. */
export function followedTopics(): HTMLElement | null {
  const desk = topicDesk();
  if (desk === undefined) return null;
  return liveElement("followed-topics", "gs-desk", {}, (root) => {
    const list = element("tbody", {});
    const heads = topicColumns.map((column) => element("th", { scope: "col" }, column));
    const table = element(
      "table",
      { class: "gs-plain gs-lines", hidden: true },
      element("thead", {}, element("tr", {}, ...heads)),
      list,
    );
    const note = element("p", { class: "gs-sub", role: "status" });
    const form = topicForm(null, {
      doIt: "Follow",
      async save(draft) {
        const answer = await desk.follow(draft);
        await lookAtTopics();
        return answer;
      },
    });
    root.append(
      element("h2", {}, "Followed topics"),
      element(
        "p",
        { class: "gs-sub" },
        "A source that charges for posts, such as X, is asked for these and for nothing else",
      ),
      element("div", { class: "gs-plain-box" }, table),
      note,
      element(
        "div",
        { class: "gs-sources" },
        element(
          "details",
          { class: "gs-source", id: "follow-topic" },
          element(
            "summary",
            {},
            element("strong", {}, "Follow a topic"),
            element("span", { class: "gs-source-about" }, "Give it a name and a query"),
          ),
          form,
        ),
      ),
    );
    const lines = new Map<string, TopicLine>();
    onTopics(root, () => {
      const now = topicsNow();
      if (now === null) return;
      setText(note, "problem" in now ? `✕ ${now.problem}` : "");
      if ("problem" in now) return;
      const { topics } = now.value;
      for (const name of lines.keys()) if (!topics.some((topic) => topic.name === name)) lines.delete(name);
      for (const topic of topics) {
        if (!lines.has(topic.name)) lines.set(topic.name, createTopicLine(topic.name, desk));
        lines.get(topic.name)!.show(topic);
      }
      setChildren(list, topics.flatMap(({ name }) => lines.get(name)!.nodes));
      table.hidden = topics.length === 0;
    });
    void lookAtTopics();
    return () => {};
  });
}
