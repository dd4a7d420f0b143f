import { choicesCell, listedChoices } from "../../page/choices.ts";
import { joinList, splitList } from "../../page/list_text.ts";
import type { ParamSpec } from "../../page/param_spec.ts";
import { element, setChildren } from "../dom.ts";

const mostBoxes = 8;
const unlimited = 1e15;

/** The control of a parameter. */
export interface ParamField {
  node: HTMLElement;
  /** True where it is several controls that share a label. */
  isGroup: boolean;
  /** Shows a value as text, and the choices there are; a chosen value that is none of them stays chosen. */
  draw(text: string, choices: string[] | null): void;
}

/** The control that fits a parameter: a list to choose from, boxes to tick, a number, a time in UTC, or text. */
export function createField(name: string, spec: ParamSpec, change: (text: string) => void): ParamField {
  const id = `param-${name}`;
  const listed = listedChoices(spec);
  const hasChoices = listed !== null || choicesCell(spec) !== null;
  if (!hasChoices) return inputField(id, spec, change);
  if (spec.type !== "list") return selectField(id, false, change);
  return listed !== null && listed.length <= mostBoxes
    ? boxesField(id, change)
    : selectField(id, true, change);
}

function inputField(id: string, spec: ParamSpec, change: (text: string) => void): ParamField {
  const isTime = spec.type === "time";
  const input = element("input", {
    id,
    "aria-describedby": `${id}-note`,
    ...attributesOf(spec),
    onchange: () => change(isTime && input.value !== "" ? `${input.value}Z` : input.value),
  });
  return {
    node: input,
    isGroup: false,
    draw(text) {
      const shown = isTime ? text.slice(0, 16) : text;
      if (input.value !== shown) input.value = shown;
    },
  };
}

function attributesOf(spec: ParamSpec): Record<string, string | number | null> {
  switch (spec.type) {
    case "number":
      return {
        type: "number",
        min: spec.min > -unlimited ? spec.min : null,
        max: spec.max < unlimited ? spec.max : null,
        step: spec.step ?? "any",
      };
    case "time":
      return { type: "datetime-local", min: spec.min.slice(0, 16), max: spec.max.slice(0, 16) };
    case "text":
      return { type: "text", maxlength: spec.maxChars };
    case "list":
      return { type: "text", placeholder: "one, two" };
    default:
      return { type: "text" };
  }
}

function selectField(id: string, multiple: boolean, change: (text: string) => void): ParamField {
  const select = element("select", {
    id,
    multiple,
    "aria-describedby": `${id}-note`,
    onchange: () =>
      change(multiple ? joinList([...select.selectedOptions].map(({ value }) => value)) : select.value),
  });
  return {
    node: select,
    isGroup: false,
    draw(text, choices) {
      const chosen = multiple ? splitList(text) : [text];
      const known = new Map([...select.options].map((option) => [option.value, option]));
      setChildren(
        select,
        withChosen(choices ?? [], chosen).map((value) =>
          known.get(value) ?? element("option", { value }, value)
        ),
      );
      for (const option of select.options) option.selected = chosen.includes(option.value);
    },
  };
}

function boxesField(id: string, change: (text: string) => void): ParamField {
  const group = element("span", { id, class: "gs-boxes", "aria-describedby": `${id}-note` });
  const boxes = () => [...group.querySelectorAll<HTMLInputElement>("input")];
  const apply = () => change(joinList(boxes().filter(({ checked }) => checked).map(({ value }) => value)));
  return {
    node: group,
    isGroup: true,
    draw(text, choices) {
      const chosen = splitList(text);
      const known = new Map(boxes().map((box) => [box.value, box.parentElement!]));
      const box = (value: string) =>
        element("label", {}, element("input", { type: "checkbox", value, onchange: apply }), value);
      setChildren(group, withChosen(choices ?? [], chosen).map((value) => known.get(value) ?? box(value)));
      for (const input of boxes()) input.checked = chosen.includes(input.value);
    },
  };
}

function withChosen(choices: string[], chosen: string[]): string[] {
  return [...new Set([...choices, ...chosen])];
}
