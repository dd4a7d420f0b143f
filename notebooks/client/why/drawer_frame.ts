import { element } from "../dom.ts";

/** The drawer's element and what is filled in it. */
export interface DrawerFrame {
  drawer: HTMLElement;
  title: HTMLElement;
  close: HTMLButtonElement;
  sentence: HTMLElement;
  /** Offers a newer number. */
  newer: HTMLElement;
  parts: HTMLElement;
  /** Puts the drawer where a painted one still stands. */
  takePlace(): void;
}

/** Makes the drawer, closed. One that came painted into `place` stands until `takePlace`, when there is something to show instead. */
export function createDrawerFrame(place: HTMLElement): DrawerFrame {
  const title = element("h2", { tabindex: -1, id: "why-title" });
  const close = element("button", { type: "button", class: "gs-why-close", "aria-label": "Close" }, "✕");
  const sentence = element("p", { class: "gs-why-sentence", dir: "auto" });
  const newer = element("p", { class: "gs-banner", role: "status", hidden: true });
  const parts = element("div", {});
  const drawer = element(
    "aside",
    { class: "gs-why", "aria-labelledby": "why-title", hidden: true },
    element(
      "div",
      { class: "gs-why-in" },
      element("div", { class: "gs-why-head" }, title, close),
      sentence,
      newer,
      parts,
    ),
  );
  let painted = place.querySelector<HTMLElement>("aside.gs-why[data-painted]");
  if (painted === null) place.append(drawer);
  const takePlace = () => {
    painted?.replaceWith(drawer);
    painted = null;
  };
  return { drawer, title, close, sentence, newer, parts, takePlace };
}
