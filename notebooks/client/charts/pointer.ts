import { element } from "../dom.ts";
import { isChosen, onChosen } from "../why/chosen.ts";
import { openWhy, type Why } from "../why/why.ts";

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

/** Bubbles from a chart whose numbers are asked for as a table. */
export const tableEvent = "gs-table";

/**
 * Lets the marks of a chart be read by mouse, touch and arrow keys: one stop for the keyboard, Enter opens the posts behind a mark,
 * T the table. A tap selects and shows the words below the chart. What is shown stays through updates.
 */
export function pointer(host: HTMLElement, name: string): (marks: PointedMark[]) => void {
  const tip = element("div", { class: "gs-tip", role: "status", hidden: true });
  const frame = element("div", { class: "gs-mark", hidden: true });
  const chosen = element("div", { class: "gs-mark gs-mark-chosen", hidden: true });
  const below = element("div", { class: "gs-tapped", role: "status", hidden: true });
  const whyButton = element("button", { type: "button", class: "gs-link" }, "why");
  host.append(chosen, frame, tip);
  host.tabIndex = 0;
  host.setAttribute("role", "group");
  host.setAttribute("aria-label", `${name}, arrow keys read it`);
  let marks: PointedMark[] = [];
  let key: number | null = null;
  let last: number | null = null;
  let touched = false;
  const shown = () => marks.find((mark) => mark.key === key);
  const place = (box: HTMLElement, mark: PointedMark | undefined) => {
    box.hidden = mark === undefined;
    if (mark === undefined) return;
    const width = Math.max(1, mark.right - mark.left);
    box.style.cssText = `left:${mark.left}px;width:${width}px;top:${mark.top}px`;
  };
  const show = (next: number | null) => {
    key = next;
    last = next ?? last;
    const mark = shown();
    place(frame, mark);
    place(chosen, marks.find(({ why }) => isChosen(why)));
    tip.hidden = mark === undefined || touched;
    below.hidden = mark === undefined || !touched;
    if (mark === undefined) return;
    const words = mark.lines.map((line, index) => element(index === 0 ? "strong" : "span", {}, line));
    if (touched) {
      below.replaceChildren(...words, ...mark.why ? [whyButton] : []);
      return;
    }
    tip.replaceChildren(...words, ...mark.why ? [element("span", { class: "gs-quiet" }, "Enter: why")] : []);
    const flip = (mark.left + mark.right) / 2 > host.clientWidth / 2;
    tip.style.left = flip ? "auto" : `${mark.right + 8}px`;
    tip.style.right = flip ? `${host.clientWidth - mark.left + 8}px` : "auto";
  };
  const showNearest = (event: MouseEvent) => {
    const x = event.clientX - host.getBoundingClientRect().left;
    const distance = (mark: PointedMark) => Math.abs((mark.left + mark.right) / 2 - x);
    show(marks.toSorted((a, b) => distance(a) - distance(b))[0]?.key ?? null);
  };
  const open = () => {
    const why = shown()?.why;
    if (why) openWhy(host, why);
  };
  whyButton.addEventListener("click", open);
  host.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (touched && below.parentNode === null) host.after(below);
  });
  host.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    touched = false;
    showNearest(event);
  });
  host.addEventListener("click", (event) => {
    showNearest(event);
    if (!touched) open();
  });
  host.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") show(null);
  });
  host.addEventListener("focus", () => {
    if (key === null && last !== null && host.matches(":focus-visible")) show(last);
  });
  host.addEventListener("blur", () => {
    if (!touched) show(null);
  });
  host.addEventListener("keydown", (event) => {
    const step = ({ ArrowLeft: -1, ArrowRight: 1 } as Record<string, number>)[event.key];
    if (event.key === "Escape" && key !== null) {
      show(null);
      return event.preventDefault();
    }
    if (event.key === "Enter") open();
    if (event.key.toLowerCase() === "t" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      host.dispatchEvent(new CustomEvent(tableEvent, { bubbles: true }));
    }
    if (step === undefined || marks.length === 0) return;
    event.preventDefault();
    touched = false;
    const at = marks.findIndex((mark) => mark.key === (key ?? last));
    const next = at === -1 ? marks.length - 1 : key === null ? at : at + step;
    show(marks[Math.min(marks.length - 1, Math.max(0, next))]!.key);
  });
  onChosen(host, () => show(key));
  return (next) => {
    marks = next;
    show(key);
  };
}
