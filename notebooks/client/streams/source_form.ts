import type { SourceForm } from "../../../ingest/sources/source_forms.ts";
import type { Wish } from "../../../ingest/registry/registry.ts";
import { plainText } from "../charts/plain_text.ts";
import { element, setText } from "../dom.ts";
import { createFormField, type FormField } from "../form_field.ts";
import type { AskStreams, Sources } from "./ask_streams.ts";
import { createLimitFields } from "./limit_fields.ts";
import { lookAgain } from "./streams_now.ts";

const maxNameChars = 200;
const inputModes = { text: undefined, address: "url", number: "numeric" } as const;

/** The form by which a source is followed. What it asks for is tried at the source before anything is kept. */
export function sourceForm(source: SourceForm, desk: AskStreams, kept: Sources["credentials"]): HTMLElement {
  const fields = new Map<string, FormField>();
  const { what } = source;
  if (what !== null) {
    const mode = inputModes[what.type];
    fields.set(
      "what",
      createFormField({
        label: what.label,
        help: `${what.help} Like ${what.example}`,
        type: "text",
        ...mode === undefined ? {} : { inputMode: mode },
      }),
    );
  }
  const secrets = source.credentials.filter(({ name }) => kept[name] !== "environment");
  for (const { name, label, help, required } of secrets) {
    const field = createFormField({
      label: required ? label : `${label}, if you have one`,
      help,
      type: "password",
    });
    if (kept[name] === "entered") field.setHelp(keptHelp(help));
    fields.set(name, field);
  }
  const limits = createLimitFields();
  for (const [name, field] of Object.entries(limits.fields)) fields.set(name, field);
  const confirmed = createFormField({ label: "I know that, and want it", help: "", type: "checkbox" });
  confirmed.node.hidden = true;
  fields.set("confirmed", confirmed);
  const note = element("p", { class: "gs-sub", role: "status" });
  const submit = element("button", { class: "gs-button" }, "Check and follow");

  const missing = () => {
    const needed = [
      ...what?.required ? ["what"] : [],
      ...secrets.filter(({ name, required }) => required && kept[name] === undefined).map(({ name }) => name),
    ];
    return needed.find((name) => fields.get(name)!.input.value.trim() === "");
  };
  const read = (): Wish | null => {
    const asked = limits.read();
    if (asked === null) return null;
    const entered = secrets.map(({ name }) => [name, fields.get(name)!.input.value.trim()])
      .filter(([, secret]) => secret !== "");
    return {
      source: source.name,
      what: fields.get("what")?.input.value.trim() || null,
      ...asked,
      credentials: Object.fromEntries(entered),
      confirmed: confirmed.input.checked,
    };
  };
  const refuse = (problem: string, name: string | null) => {
    const field = name === null ? undefined : fields.get(name);
    setText(note, field === undefined ? `✕ ${problem}` : "");
    if (field === undefined) return;
    field.node.hidden = false;
    field.showProblem(problem);
    field.input.focus();
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
    for (const { name, help } of secrets) {
      if (wish.credentials[name] === undefined) continue;
      kept[name] = "entered";
      fields.get(name)!.setHelp(keptHelp(help));
    }
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
    const empty = missing();
    if (empty !== undefined) return refuse("This is needed", empty);
    const wish = read();
    if (wish === null) return;
    submit.setAttribute("aria-disabled", "true");
    setText(note, "Asking the source; that takes up to 15 s");
    await follow(wish);
    submit.removeAttribute("aria-disabled");
  };
  const fromOutside = source.credentials.filter(({ name }) => kept[name] === "environment");
  const form = element(
    "form",
    {
      class: "gs-form",
      "aria-label": `Follow ${source.title}`,
      novalidate: true,
      autocomplete: "off",
      onsubmit,
    },
    ...fromOutside.map(({ name, label }) =>
      element(
        "p",
        { class: "gs-sub" },
        `${label}: set by `,
        element("code", {}, name),
        " where the server was started.",
      )
    ),
    ...[...fields.values()].map(({ node }) => node),
    element("p", { class: "gs-form-acts" }, submit),
    note,
  );
  return form;
}

function keptHelp(help: string): string {
  return `One is kept and is never shown again; leave this empty to use it. ${help}`;
}
