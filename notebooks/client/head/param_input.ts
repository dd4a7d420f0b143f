import type { ParamSpec } from "../../page/param_spec.ts";
import type { ParamProblem, ParamValue } from "../../page/param_values.ts";
import { element, setText } from "../dom.ts";
import { asText } from "../view_state.ts";

/** A labelled input for any parameter that has no form of its own. */
export function createParamInput(
  name: string,
  spec: ParamSpec,
  value: ParamValue,
  change: (text: string) => ParamProblem | null,
): HTMLElement {
  const problem = element("span", { class: "gs-error-text", role: "status" });
  const apply = (event: { target: unknown }) => {
    const wrong = change((event.target as HTMLInputElement).value);
    setText(problem, wrong === null ? "" : `✕ ${wrong.message}`);
  };
  const choices = spec.type === "choice"
    ? spec.choices
    : spec.type === "column"
    ? Object.keys(spec.columns)
    : null;
  const text = asText(spec, value);
  const input = choices === null
    ? element("input", {
      id: `param-${name}`,
      value: text,
      inputmode: spec.type === "number" ? "decimal" : "text",
      onchange: apply,
    })
    : element(
      "select",
      { id: `param-${name}`, onchange: apply },
      ...choices.map((choice) => element("option", { value: choice, selected: choice === text }, choice)),
    );
  return element("label", { class: "gs-param" }, element("span", {}, spec.label ?? name), input, problem);
}
