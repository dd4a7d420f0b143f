import { element } from "../dom.ts";
import type { Why } from "../why/why.ts";

/** A mark that can be pointed at: its place, the lines to show, and the posts it leads to. */
export interface PointedMark {
  /** Stays the same through updates. */
  key: number;
  left: number;
  right: number;
  top: number;
  lines: string[];
  why?: Why | null;
}

/** What a chart says of the mark that is pointed at. */
export interface Tip {
  /** Frames a mark and the chosen one; the words of the first stand beside it or, where it was touched, below the chart. */
  show(mark: PointedMark | undefined, chosen: PointedMark | undefined, touched: boolean): void;
  /** Puts the place for words of touched marks below the chart. */
  makeRoom(): void;
}

/** Frames and words over a chart; `open` leads to the posts of the mark that is shown. */
export function createTip(host: HTMLElement, open: () => void): Tip {
  const beside = element("div", { class: "gs-tip", role: "status", hidden: true });
  const frame = element("div", { class: "gs-mark", hidden: true });
  const chosenFrame = element("div", { class: "gs-mark gs-mark-chosen", hidden: true });
  const below = element("div", { class: "gs-tapped", role: "status", hidden: true });
  const whyButton = element("button", { type: "button", class: "gs-link", onclick: open }, "why");
  host.append(chosenFrame, frame, beside);
  return {
    show(mark, chosen, touched) {
      putFrame(frame, mark);
      putFrame(chosenFrame, chosen);
      beside.hidden = mark === undefined || touched;
      below.hidden = mark === undefined || !touched;
      if (mark === undefined) return;
      const words = mark.lines.map((line, index) => element(index === 0 ? "strong" : "span", {}, line));
      if (touched) {
        below.replaceChildren(...words, ...mark.why ? [whyButton] : []);
        return;
      }
      const hint = mark.why ? [element("span", { class: "gs-quiet" }, "Enter: why")] : [];
      beside.replaceChildren(...words, ...hint);
      const flip = (mark.left + mark.right) / 2 > host.clientWidth / 2;
      beside.style.left = flip ? "auto" : `${mark.right + 8}px`;
      beside.style.right = flip ? `${host.clientWidth - mark.left + 8}px` : "auto";
    },
    makeRoom() {
      if (below.parentNode === null) host.after(below);
    },
  };
}

function putFrame(box: HTMLElement, mark: PointedMark | undefined): void {
  box.hidden = mark === undefined;
  if (mark === undefined) return;
  const width = Math.max(1, mark.right - mark.left);
  box.style.cssText = `left:${mark.left}px;width:${width}px;top:${mark.top}px`;
}
