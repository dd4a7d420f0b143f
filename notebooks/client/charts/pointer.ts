import { element } from "../dom.ts";

/** A mark that can be pointed at: its place and the lines to show. */
export interface PointedMark {
  /** Stays the same through updates. */
  key: number;
  left: number;
  right: number;
  top: number;
  lines: string[];
}

/** Lets the marks of a chart be read by mouse, touch and arrow keys; what is shown stays through updates. */
export function pointer(host: HTMLElement, name: string): (marks: PointedMark[]) => void {
  const tip = element("div", { class: "gs-tip", role: "status", hidden: true });
  const frame = element("div", { class: "gs-mark", hidden: true });
  host.append(frame, tip);
  host.tabIndex = 0;
  host.setAttribute("role", "group");
  host.setAttribute("aria-label", `${name}, arrow keys read it`);
  let marks: PointedMark[] = [];
  let key: number | null = null;
  const show = (next: number | null) => {
    key = next;
    const mark = marks.find((mark) => mark.key === key);
    tip.hidden = frame.hidden = mark === undefined;
    if (mark === undefined) return;
    tip.replaceChildren(
      ...mark.lines.map((line, index) => element(index === 0 ? "strong" : "span", {}, line)),
    );
    frame.style.cssText = `left:${mark.left}px;width:${
      Math.max(1, mark.right - mark.left)
    }px;top:${mark.top}px`;
    const middle = (mark.left + mark.right) / 2;
    const flip = middle > host.clientWidth / 2;
    tip.style.left = flip ? "auto" : `${mark.right + 8}px`;
    tip.style.right = flip ? `${host.clientWidth - mark.left + 8}px` : "auto";
  };
  host.addEventListener("pointermove", (event) => {
    const x = event.clientX - host.getBoundingClientRect().left;
    const distance = (mark: PointedMark) => Math.abs((mark.left + mark.right) / 2 - x);
    const nearest = marks.reduce<PointedMark | null>(
      (best, mark) => best && distance(best) <= distance(mark) ? best : mark,
      null,
    );
    show(nearest?.key ?? null);
  });
  host.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") show(null);
  });
  host.addEventListener("blur", () => show(null));
  host.addEventListener("keydown", (event) => {
    const step = ({ ArrowLeft: -1, ArrowRight: 1 } as Record<string, number>)[event.key];
    if (event.key === "Escape") show(null);
    if (step === undefined || marks.length === 0) return;
    event.preventDefault();
    const at = marks.findIndex((mark) => mark.key === key);
    show(marks[at === -1 ? marks.length - 1 : Math.min(marks.length - 1, Math.max(0, at + step))]!.key);
  });
  return (next) => {
    marks = next;
    show(key);
  };
}
