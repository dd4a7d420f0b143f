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
export interface FormField {
  node: HTMLElement;
  input: HTMLInputElement;
  /** Says what is wrong beside the input; null when nothing is. */
  showProblem(problem: string | null): void;
  setHelp(help: string): void;
}

let fields = 0;

/** A field of a form. */
export function createFormField({ label, help, type, inputMode, placeholder }: FieldSpec): FormField {
  const id = `field-${++fields}`;
  const input = element("input", {
    id,
    type,
    inputmode: inputMode,
    placeholder,
    // Browsers offer to keep a password of a site; these are none of ours.
    autocomplete: type === "password" ? "new-password" : "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-help ${id}-problem`,
  });
  const about = element("span", { id: `${id}-help`, class: "gs-field-help" }, help);
  const problem = element("span", { id: `${id}-problem`, class: "gs-error-text", role: "status" });
  const showProblem = (text: string | null) => {
    setText(problem, text === null ? "" : `✕ ${text}`);
    if (text === null) input.removeAttribute("aria-invalid");
    else input.setAttribute("aria-invalid", "true");
  };
  input.addEventListener("input", () => showProblem(null));
  const name = element("label", { for: id }, label);
  return {
    node: element("div", { class: `gs-field gs-field-${type}` }, name, input, about, problem),
    input,
    showProblem,
    setHelp: (text) => setText(about, text),
  };
}
