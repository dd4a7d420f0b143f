import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { plural } from "../words.ts";
import type { StreamAnswer } from "../../operate/stream_desk.ts";
import type { ServerAnswer } from "../ask_server.ts";
import type { AskStreams } from "./ask_streams.ts";
import { limitsForm } from "./limits_form.ts";
import { type Question, question } from "./question.ts";
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
  let name = "";
  let posts = 0;
  const note = element("span", { class: "gs-error-text", role: "status" });
  const done = async <Value>(answer: Promise<ServerAnswer<Value>>) => {
    const given = await answer;
    setText(note, "problem" in given ? `✕ ${given.problem}` : "");
    await lookAgain();
    return given;
  };
  const button = (label: string, run: (button: HTMLButtonElement) => unknown) => {
    const made = element("button", { type: "button", class: "gs-link", onclick: () => run(made) }, label);
    return made;
  };
  const act = (label: string, run: (of: StreamAnswer, button: HTMLButtonElement) => unknown) =>
    button(label, (made) => stream !== null && run(stream, made));
  const show = (button: HTMLButtonElement, make: (close: () => void) => HTMLElement) => {
    const panel = make(() => {
      // Another one may stand in its place by now.
      if (!panel.isConnected) return;
      open(null);
      if (button.checkVisibility()) button.focus();
      else node.closest("tr")?.focus();
    });
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
    show(button, (close) => limitsForm(of, (limits) => done(desk.limit(of.id, limits)), close));
  });
  const ask = (button: HTMLButtonElement, what: Question) => show(button, (close) => question(what, close));
  const removeData = button("Delete this stream’s data", (button) => {
    const count = plural(posts, "post");
    ask(button, {
      text:
        `Delete ${count} that “${
          plainText(name, maxNameChars)
        }” has brought, and what was counted from them? ` +
        "That is for good. What it brings from now on stays.",
      doIt: `Delete ${count}`,
      keep: "Keep them",
      run: () => done(desk.removeData(stream?.id ?? name)),
    });
  });
  const remove = act("Remove", (of, button) => {
    const left = posts === 0
      ? "It has stored no post."
      : `Its ${plural(posts, "post")} stay; they can be deleted before or after.`;
    ask(button, {
      text: `Remove the stream “${plainText(of.stream, maxNameChars)}”? ${left}`,
      doIt: "Remove the stream",
      keep: "Keep it",
      run: () => done(desk.remove(of.id)),
    });
  });
  const ofRegistry = [run, stop, limit, remove];
  const buttons = [run, stop, limit, removeData, remove];
  const node = element("div", { class: "gs-line-acts" }, ...buttons, note);
  return {
    node,
    show(facts) {
      ({ answer: stream, posts } = facts);
      name = facts.stream;
      node.hidden = stream === null && !(facts.isLeft && posts > 0);
      if (node.hidden) return open(null);
      setText(run, stream?.wanted === "running" ? "Pause" : "Start");
      for (const button of buttons) {
        button.setAttribute("aria-label", `${button.textContent}: ${plainText(name, maxNameChars)}`);
      }
      for (const button of ofRegistry) button.hidden = stream === null;
      if (stream?.wanted === "stopped") stop.hidden = true;
      removeData.hidden = posts === 0;
    },
  };
}
