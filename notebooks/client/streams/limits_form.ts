import type { StreamLimits } from "../../../ingest/registry/stream.ts";
import type { StreamAnswer } from "../../operate/stream_desk.ts";
import type { ServerAnswer } from "../ask_server.ts";
import { element, setText } from "../dom.ts";
import { createLimitFields } from "./limit_fields.ts";

/** The form that changes how much of a stream is wanted. `close` takes it away. */
export function limitsForm(
  stream: StreamAnswer,
  save: (limits: StreamLimits) => Promise<ServerAnswer<StreamAnswer>>,
  close: () => void,
): HTMLElement {
  const limits = createLimitFields();
  limits.set(stream);
  const { perHour, schedule } = limits.fields;
  const note = element("p", { class: "gs-error-text", role: "status" });
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const asked = limits.read();
    if (asked === null) return;
    const answer = await save(asked);
    if ("value" in answer) return close();
    const field = Object.entries(limits.fields).find(([name]) => name === answer.field)?.[1];
    if (field === undefined) return setText(note, `✕ ${answer.problem}`);
    field.showProblem(answer.problem);
    field.input.focus();
  };
  return element(
    "form",
    {
      class: "gs-asked gs-form",
      "aria-label": `Limits of ${stream.stream}`,
      novalidate: true,
      onsubmit: submit,
    },
    perHour.node,
    schedule.node,
    note,
    element(
      "p",
      { class: "gs-form-acts" },
      element("button", { class: "gs-button" }, "Save"),
      element("button", { type: "button", class: "gs-link", onclick: close }, "Close"),
    ),
  );
}
