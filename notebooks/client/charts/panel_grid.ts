import { element, setChildren } from "../dom.ts";
import { pointer } from "./pointer.ts";

const gapPx = 32;

/** The parts of one small picture: it keeps them through updates. */
export interface PanelParts {
  /** Follows the name. */
  note: HTMLElement;
  picture: HTMLElement;
  axis: HTMLElement;
  point: ReturnType<typeof pointer>;
}

/** Small pictures side by side, as many as there is room for; `make` gives what draws the one of a name. */
export function panelGrid<Panel extends { name: string }>(
  body: HTMLElement,
  make: (parts: PanelParts) => (panel: Panel, width: number) => void,
): (panels: Panel[], width: number) => void {
  const grid = element("div", { class: "gs-panels" });
  const known = new Map<string, { node: HTMLElement; draw: ReturnType<typeof make> }>();
  body.append(grid);
  return (panels, width) => {
    const columns = panelColumns(width);
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    const panelWidth = Math.floor((width - gapPx * (columns - 1)) / columns);
    const names = panels.map(({ name }) => name);
    for (const name of [...known.keys()]) if (!names.includes(name)) known.delete(name);
    for (const panel of panels) {
      const shown = known.get(panel.name) ?? makePanel(panel.name, make);
      known.set(panel.name, shown);
      shown.draw(panel, panelWidth);
    }
    setChildren(grid, names.map((name) => known.get(name)!.node));
  };
}

// How many panels stand side by side in a column of this width.
function panelColumns(width: number): number {
  return width >= 1700 ? 6 : width >= 900 ? 3 : width >= 560 ? 2 : 1;
}

function makePanel<Draw>(name: string, make: (parts: PanelParts) => Draw): { node: HTMLElement; draw: Draw } {
  const note = element("span", {});
  const picture = element("div", {});
  const plot = element("div", { class: "gs-plot" }, picture);
  const axis = element("div", {});
  const node = element("div", { class: "gs-panel" }, element("h3", {}, name, " ", note), plot, axis);
  return { node, draw: make({ note, picture, axis, point: pointer(plot, `${name} over time`) }) };
}
