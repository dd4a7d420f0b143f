import { listedChoices } from "../../page/choices.ts";
import type { ParamSpec } from "../../page/param_spec.ts";
import type { ParamProblem, ParamValue } from "../../page/param_values.ts";
import { element, setText } from "../dom.ts";
import { asText } from "../../page/param_text.ts";
import { createField } from "./param_field.ts";

/** A labelled input for any parameter that has no form of its own. */
export interface ParamInput {
  node: HTMLElement;
  /** Shows a value that was chosen elsewhere. */
  set(value: ParamValue): void;
  /** Offers these values, for a parameter whose choices a query lists. */
  setChoices(choices: string[]): void;
  showProblem(problem: ParamProblem | null): void;
}

/** An input of a parameter. `change` gets the value as text and returns what is wrong with it. */
export function createParamInput(
  name: string,
  spec: ParamSpec,
  value: ParamValue,
  change: (text: string) => ParamProblem | null,
): ParamInput {
  const note = element("span", { role: "status", id: `param-${name}-note` });
  let shown = value;
  let choices = listedChoices(spec);
  const showProblem = (problem: ParamProblem | null) => {
    const unknown = choices === null
      ? []
      : [shown].flat().map(String).filter((item) => !choices!.includes(item));
    note.className = problem === null ? "gs-quiet" : "gs-error-text";
    setText(
      note,
      problem !== null
        ? `✕ ${problem.message}`
        : unknown.length > 0
        ? `${unknown.map((item) => `“${item}”`).join(", ")} is not among the choices now`
        : "",
    );
  };
  const field = createField(name, spec, (text) => showProblem(change(text)));
  const draw = () => {
    field.draw(asText(spec, shown), choices);
    showProblem(null);
  };
  draw();
  const label = `${spec.label ?? name}${spec.type === "time" ? ", UTC" : ""}`;
  return {
    node: field.isGroup
      ? element("fieldset", { class: "gs-param" }, element("legend", {}, label), field.node, note)
      : element(
        "span",
        { class: "gs-param" },
        element("label", { for: field.node.id }, label),
        field.node,
        note,
      ),
    set(value) {
      if (asText(spec, value) === asText(spec, shown)) return;
      shown = value;
      draw();
    },
    setChoices(next) {
      if (JSON.stringify(next) === JSON.stringify(choices)) return;
      choices = next;
      draw();
    },
    showProblem,
  };
}
