import { element, setText } from "./dom.ts";

/** What a form asks for. */
export interface FieldSpec {
  label: string;
  help: string;
  type: "text" | "password" | "checkbox";
  /** What the keyboard of a phone offers. */
  inputMode?: "url" | "numeric";
  placeholder?: string;
}

/** A labelled input with its help, and room for what is wrong with it. */
export interface FormField<Input extends HTMLInputElement | HTMLTextAreaElement = HTMLInputElement> {
  node: HTMLElement;
  input: Input;
  /** Says what is wrong beside the input; null when nothing is. */
  showProblem(problem: string | null): void;
  setHelp(help: string): void;
  focus(): void;
}

let fields = 0;

/** A field of a form. */
export function createFormField({ label, help, type, inputMode, placeholder }: FieldSpec): FormField {
  // Browsers offer to keep a password of a site; these are none of ours.
  const autocomplete = type === "password" ? "new-password" : "off";
  const input = element("input", { type, inputmode: inputMode, placeholder, autocomplete });
  return labelled(input, label, help, type);
}

/** A field for several lines of text. */
export function createLinesField(
  { label, help }: Pick<FieldSpec, "label" | "help">,
): FormField<HTMLTextAreaElement> {
  return labelled(element("textarea", { rows: 3, autocomplete: "off" }), label, help, "lines");
}

function labelled<Input extends HTMLInputElement | HTMLTextAreaElement>(
  input: Input,
  label: string,
  help: string,
  type: string,
): FormField<Input> {
  input.id = `field-${++fields}`;
  input.autocapitalize = "off";
  input.spellcheck = false;
  input.setAttribute("aria-describedby", `${input.id}-help ${input.id}-problem`);
  const about = element("span", { id: `${input.id}-help`, class: "gs-field-help" }, help);
  const problem = element("span", { id: `${input.id}-problem`, class: "gs-error-text", role: "status" });
  const showProblem = (text: string | null) => {
    setText(problem, text === null ? "" : `✕ ${text}`);
    if (text === null) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
  };
  input.addEventListener("input", () => showProblem(null));
  const name = element("label", { for: input.id }, label);
  return {
    node: element("div", { class: `gs-field gs-field-${type}` }, name, input, about, problem),
    input,
    showProblem,
    setHelp: (text) => setText(about, text),
    focus: () => input.focus(),
  };
}
