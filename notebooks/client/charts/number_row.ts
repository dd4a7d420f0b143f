import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";

/** One number: label, value, and a line that gives it a scale. Without a value it is a dash, and the line says why. */
export interface NumberTile {
  label: string;
  value: string | null;
  /** Stands small beside the value: an interval, a unit. */
  aside?: string;
  scale: string;
}

/** Up to six numbers in a row between two rules. */
export function numberRow(tiles: NumberTile[]): HTMLElement {
  return liveElement(`number-row-${tiles.length}`, "gs-numbers", tiles, (root) => {
    const drawn = tiles.map(() => {
      const label = element("dt", {});
      const value = element("span", {});
      const aside = element("small", {});
      const scale = element("dd", { class: "gs-scale" });
      root.append(element("dl", {}, label, element("dd", { class: "gs-value" }, value, aside), scale));
      return { label, value, aside, scale };
    });
    return (next) =>
      next.forEach((tile, index) => {
        const { label, value, aside, scale } = drawn[index]!;
        setText(label, tile.label);
        setText(value, tile.value ?? "—");
        setText(aside, tile.value === null ? "" : tile.aside ?? "");
        setText(scale, tile.scale);
        value.classList.toggle("gs-quiet", tile.value === null);
      });
  });
}
