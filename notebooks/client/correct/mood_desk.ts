import { element } from "../dom.ts";
import { corrections } from "./ask_corrections.ts";
import { rulesEditor } from "./rules_editor.ts";
import { topicCheck } from "./topic_check.ts";

/** What can be done about the moods of a page's topic by who runs the server; empty for others, and without one topic. */
export function moodDesk(topics: string[]): HTMLElement {
  const place = element("div", {});
  const [topic, ...others] = topics.map((topic) => topic.trim()).filter((topic) => topic !== "");
  if (topic === undefined || others.length > 0) return place;
  corrections().then((ask) => ask && place.append(rulesEditor(topic, ask), topicCheck(topic, ask)));
  return place;
}
