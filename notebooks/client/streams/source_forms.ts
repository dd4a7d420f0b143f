import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";
import { type Sources, streamDesk } from "./ask_streams.ts";
import { sourceForm } from "./source_form.ts";

const accounts = {
  none: "no account needed",
  optional: "with or without an account",
  free: "needs a free account",
  paid: "needs a paid account",
};

/** A form for each source that can be followed, made of what the server says that it needs; nothing where nobody may follow any. */
export function sourceForms(): HTMLElement | null {
  const desk = streamDesk();
  if (desk === undefined) return null;
  return liveElement("source-forms", "gs-desk", {}, (root) => {
    const list = element("div", { class: "gs-sources" });
    const note = element("p", { class: "gs-sub", role: "status" });
    root.append(
      element("h2", {}, "Follow something"),
      element("p", { class: "gs-sub" }, "Open a source to choose what to follow of it"),
      list,
      note,
    );
    const ask = async () => {
      const answer = await desk.sources();
      if ("problem" in answer) return setText(note, `✕ ${answer.problem}`);
      list.replaceChildren(...answer.value.sources.map((source) => entry(source, answer.value.credentials)));
    };
    const entry = (source: Sources["sources"][number], kept: Sources["credentials"]) => {
      const form = sourceForm(source, desk, kept);
      return element(
        "details",
        { class: "gs-source", name: "source", id: `source-${source.name}` },
        element(
          "summary",
          {},
          element("strong", {}, source.title),
          element("span", { class: "gs-quiet" }, accounts[source.account]),
          element("span", { class: "gs-source-about" }, source.about),
        ),
        form,
      );
    };
    void ask();
    return () => {};
  });
}
