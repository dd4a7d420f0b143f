import { element } from "../dom.ts";

/** Buttons of which one is chosen. */
export interface Segments {
  node: HTMLElement;
  choose(value: string): void;
}

/** A row of buttons over choices. */
export function createSegments(
  label: string,
  choices: { value: string; label: string }[],
  chosen: string,
  change: (value: string) => void,
): Segments {
  const buttons = choices.map((choice) =>
    element(
      "button",
      { type: "button", value: choice.value, onclick: () => change(choice.value) },
      choice.label,
    )
  );
  const choose = (value: string) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === value));
  };
  choose(chosen);
  return {
    node: element("div", { class: "gs-segments", role: "group", "aria-label": label }, ...buttons),
    choose,
  };
}
