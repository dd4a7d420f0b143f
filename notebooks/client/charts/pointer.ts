import { isChosen, onChosen } from "../why/chosen.ts";
import { openWhy } from "../why/why.ts";
import { createTip, type PointedMark } from "./tip.ts";

/** Bubbles from a chart whose numbers are asked for as a table. */
export const tableEvent = "gs-table";

/**
 * Lets the marks of a chart be read by mouse, touch and arrow keys: one stop for the keyboard, Enter opens the posts behind a mark,
 * T the table. A tap selects and shows the words below the chart. What is shown stays through updates.
 */
export function pointer(host: HTMLElement, name: string): (marks: PointedMark[]) => void {
  host.tabIndex = 0;
  host.setAttribute("role", "group");
  host.setAttribute("aria-label", `${name}, arrow keys read it`);
  let marks: PointedMark[] = [];
  let key: number | null = null;
  let last: number | null = null;
  let touched = false;
  const shown = () => marks.find((mark) => mark.key === key);
  const open = () => {
    const why = shown()?.why;
    if (why) openWhy(host, why);
  };
  const tip = createTip(host, open);
  const show = (next: number | null) => {
    key = next;
    last = next ?? last;
    tip.show(shown(), marks.find(({ why }) => isChosen(why)), touched);
  };
  const showNearest = (event: MouseEvent) => {
    const x = event.clientX - host.getBoundingClientRect().left;
    const distance = (mark: PointedMark) => Math.abs((mark.left + mark.right) / 2 - x);
    show(marks.toSorted((a, b) => distance(a) - distance(b))[0]?.key ?? null);
  };
  const step = (by: number) => {
    touched = false;
    const at = marks.findIndex((mark) => mark.key === (key ?? last));
    const next = at === -1 ? marks.length - 1 : key === null ? at : at + by;
    show(marks[Math.min(marks.length - 1, Math.max(0, next))]!.key);
  };
  host.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    if (touched) tip.makeRoom();
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
    const by = ({ ArrowLeft: -1, ArrowRight: 1 } as Record<string, number>)[event.key];
    if (event.key === "Escape" && key !== null) {
      show(null);
      return event.preventDefault();
    }
    if (event.key === "Enter") open();
    if (event.key.toLowerCase() === "t" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      host.dispatchEvent(new CustomEvent(tableEvent, { bubbles: true }));
    }
    if (by === undefined || marks.length === 0) return;
    event.preventDefault();
    step(by);
  });
  onChosen(host, () => show(key));
  return (next) => {
    marks = next;
    show(key);
  };
}
