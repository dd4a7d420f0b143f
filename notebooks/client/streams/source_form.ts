import type { SourceForm } from "../../../ingest/sources/source_form.ts";
import type { Wish } from "../../../ingest/registry/registry.ts";
import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { createFormField } from "../form_field.ts";
import type { AskStreams, Sources } from "./ask_streams.ts";
import { createLimitFields } from "./limit_fields.ts";
import { createSecretFields } from "./secret_fields.ts";
import { lookAgain } from "./streams_now.ts";
import { createWhatInput } from "./what_input.ts";
import type { WhatInput } from "./topics_field.ts";

const maxNameChars = 200;

/** The form by which a source is followed. What it asks for is tried at the source before anything is kept. */
export function sourceForm(source: SourceForm, desk: AskStreams, kept: Sources["credentials"]): HTMLElement {
  const what = source.what === null ? null : createWhatInput(source.what);
  const secrets = createSecretFields(source.credentials, kept);
  const limits = createLimitFields();
  const confirmed = createFormField({ label: "I know that, and want it", help: "", type: "checkbox" });
  confirmed.node.hidden = true;
  const fields = new Map<string, Pick<WhatInput, "node" | "showProblem" | "focus">>([
    ...what === null ? [] : [["what", what] as const],
    ...secrets.fields,
    ...Object.entries(limits.fields),
    ["confirmed", confirmed] as const,
  ]);
  const note = element("p", { class: "gs-sub", role: "status" });
  const submit = element("button", { class: "gs-button" }, "Check and follow");

  const read = (): Wish | null => {
    const asked = limits.read();
    if (asked === null) return null;
    return {
      source: source.name,
      what: what?.read() || null,
      ...asked,
      credentials: secrets.read(),
      confirmed: confirmed.input.checked,
    };
  };
  const refuse = (problem: string, name: string | null) => {
    const field = name === null ? undefined : fields.get(name);
    setText(note, field === undefined ? `✕ ${problem}` : "");
    if (field === undefined) return;
    field.node.hidden = false;
    field.showProblem(problem);
    field.focus();
  };
  const follow = async (wish: Wish) => {
    // With secrets the server asks the source itself, before it keeps them; where nothing is chosen, nothing can be wrong.
    const asks = what !== null && Object.keys(wish.credentials).length === 0;
    const checked = asks
      ? await desk.check({ source: wish.source, what: wish.what, credentials: wish.credentials })
      : null;
    if (checked !== null && "problem" in checked) return refuse(checked.problem, checked.field);
    const added = await desk.add(wish);
    if ("problem" in added) return refuse(added.problem, added.field);
    secrets.keep(wish.credentials);
    form.reset();
    confirmed.node.hidden = true;
    setText(
      note,
      `✓ “${plainText(added.value.stream, maxNameChars)}” is followed; it stands in the list above.`,
    );
    await lookAgain();
  };
  const onsubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") === "true") return;
    for (const field of fields.values()) field.showProblem(null);
    const needsWhat = source.what?.required === true && what!.read() === "";
    const empty = needsWhat ? "what" : secrets.missing();
    if (empty !== undefined) return refuse("This is needed", empty);
    const wish = read();
    if (wish === null) return;
    submit.setAttribute("aria-disabled", "true");
    setText(note, "Asking the source; that takes up to 15 s");
    await follow(wish);
    submit.removeAttribute("aria-disabled");
  };
  const form = element(
    "form",
    {
      class: "gs-form",
      "aria-label": `Follow ${source.title}`,
      novalidate: true,
      autocomplete: "off",
      onsubmit,
    },
    ...secrets.notes,
    ...[...fields.values()].map(({ node }) => node),
    element("p", { class: "gs-form-acts" }, submit),
    note,
  );
  return form;
}
