import { element, setText } from "../dom.ts";
import { liveElement } from "../live_element.ts";
import { leadsTo } from "../why/chosen.ts";
import type { Why } from "../why/why.ts";

/** One number: label, value, and a line that gives it a scale. Without a value it is a dash, and the line says why. */
export interface NumberTile {
  label: string;
  value: string | null;
  /** Stands small beside the value: an interval, a unit. */
  aside?: string;
  scale: string;
  /** Where the number leads: `why("totals")`. */
  why?: Why | null;
}

/** Up to six numbers in a row between two rules. */
export function numberRow(tiles: NumberTile[]): HTMLElement {
  return liveElement(`number-row-${tiles.length}`, "gs-numbers", tiles, (root) => {
    const drawn = tiles.map(() => {
      const label = element("dt", {});
      const plain = element("span", {});
      const button = element("button", { type: "button", hidden: true });
      const aside = element("small", {});
      const scale = element("dd", { class: "gs-scale" });
      root.append(
        element("dl", {}, label, element("dd", { class: "gs-value" }, plain, button, aside), scale),
      );
      return { label, plain, button, aside, scale };
    });
    return (next) =>
      next.forEach((tile, index) => {
        const { label, plain, button, aside, scale } = drawn[index]!;
        const why = tile.value === null ? null : tile.why ?? null;
        setText(label, tile.label);
        setText(plain, why === null ? tile.value ?? "—" : "");
        setText(button, why === null ? "" : tile.value ?? "");
        button.hidden = why === null;
        leadsTo(button, why);
        setText(aside, tile.value === null ? "" : tile.aside ?? "");
        setText(scale, tile.scale);
        plain.classList.toggle("gs-quiet", tile.value === null);
      });
  });
}
