import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { plural } from "../words.ts";
import type { StreamAnswer } from "../../operate/stream_desk.ts";
import type { ServerAnswer } from "../ask_server.ts";
import type { AskStreams } from "./ask_streams.ts";
import { limitsForm } from "./limits_form.ts";
import { question } from "./question.ts";
import type { StreamFacts } from "./stream_facts.ts";
import { lookAgain } from "./streams_now.ts";

const maxNameChars = 80;

/** What can be done with a stream. */
export interface StreamActs {
  node: HTMLElement;
  show(facts: StreamFacts): void;
}

/** The buttons of a stream; `open` puts a form or a question below its line, or takes it away. */
export function createStreamActs(desk: AskStreams, open: (panel: HTMLElement | null) => void): StreamActs {
  let stream: StreamAnswer | null = null;
  let posts = 0;
  const note = element("span", { class: "gs-error-text", role: "status" });
  const done = async <Value>(answer: Promise<ServerAnswer<Value>>) => {
    const given = await answer;
    setText(note, "problem" in given ? `✕ ${given.problem}` : "");
    await lookAgain();
    return given;
  };
  const act = (label: string, run: (of: StreamAnswer, button: HTMLButtonElement) => unknown) => {
    const button = element("button", {
      type: "button",
      class: "gs-link",
      onclick: () => stream !== null && run(stream, button),
    }, label);
    return button;
  };
  const closing = (button: HTMLButtonElement) => () => {
    open(null);
    if (button.checkVisibility()) button.focus();
    else node.closest("tr")?.focus();
  };
  const show = (panel: HTMLElement) => {
    open(panel);
    panel.querySelector<HTMLElement>("input, button")?.focus();
  };
  // One button for both, which keeps the focus.
  const run = act(
    "Pause",
    ({ id, wanted }) => done(desk.act(id, wanted === "running" ? "pause" : "start")),
  );
  const stop = act("Stop", async ({ id }) => {
    await done(desk.act(id, "stop"));
    run.focus();
  });
  const limit = act("Limits", (of, button) => {
    show(limitsForm(of, (limits) => done(desk.limit(of.id, limits)), closing(button)));
  });
  const removeData = act("Delete this stream’s data", (of, button) => {
    const count = plural(posts, "post");
    show(question({
      text:
        `Delete ${count} that “${
          plainText(of.stream, maxNameChars)
        }” has brought, and what was counted from them? ` +
        "That is for good. What it brings from now on stays.",
      doIt: `Delete ${count}`,
      keep: "Keep them",
      run: () => done(desk.removeData(of.id)),
    }, closing(button)));
  });
  const remove = act("Remove", (of, button) => {
    const left = posts === 0
      ? "It has stored no post."
      : `Its ${plural(posts, "post")} stay; to delete them too, delete its data first.`;
    show(question({
      text: `Remove the stream “${plainText(of.stream, maxNameChars)}”? ${left}`,
      doIt: "Remove the stream",
      keep: "Keep it",
      run: () => done(desk.remove(of.id)),
    }, closing(button)));
  });
  const buttons = [run, stop, limit, removeData, remove];
  const node = element("div", { class: "gs-line-acts" }, ...buttons, note);
  return {
    node,
    show(facts) {
      stream = facts.answer;
      posts = facts.posts;
      node.hidden = stream === null;
      if (stream === null) return open(null);
      setText(run, stream.wanted === "running" ? "Pause" : "Start");
      for (const button of buttons) {
        button.setAttribute("aria-label", `${button.textContent}: ${plainText(stream.stream, maxNameChars)}`);
      }
      stop.hidden = stream.wanted === "stopped";
      removeData.hidden = posts === 0;
    },
  };
}
