import type { ParamSpecs } from "../page/param_spec.ts";
import type { ParamValues } from "../page/param_values.ts";
import { intervalLabel } from "../page/interval.ts";
import { plainText } from "./charts/plain_text.ts";
import { setText } from "./dom.ts";

const sayAfterMs = 1000;
const maxChars = 120;

/** Says, while an answer is not there, that the numbers on the page are not yet those that were asked for. */
export interface Counting {
  /** Numbers of this view have been asked for. */
  ask(view: string): void;
  /** The numbers of this view stand on the page. */
  show(view: string): void;
  /** Nothing more is to come. */
  stop(): void;
  /** Whether the server can be asked at all. */
  setOpen(open: boolean): void;
  tick(): void;
}

/** The line below the head: after a second, and at once while the connection is down. It takes no room of its own. */
export function createCounting(place: HTMLElement, now: () => number): Counting {
  let wanted: { view: string; since: number } | null = null;
  let shown: string | null = null;
  let open = true;
  const tick = () => {
    const isLate = wanted !== null && wanted.view !== shown && (!open || now() - wanted.since >= sayAfterMs);
    setText(place, isLate ? describe(wanted!.view, shown, open) : "");
  };
  return {
    ask(view) {
      wanted = { view, since: now() };
      tick();
    },
    show(view) {
      shown = view;
      if (wanted?.view === view) wanted = null;
      tick();
    },
    stop() {
      wanted = null;
      tick();
    },
    setOpen(next) {
      open = next;
      tick();
    },
    tick,
  };
}

/** A view in words: `“storm”, 24 h`. */
export function nameView(specs: ParamSpecs, values: ParamValues): string {
  return Object.entries(specs).flatMap(([name, spec]) => {
    const value = String(values[name]).trim();
    if (spec.type === "interval") return intervalLabel(value);
    if (spec.type === "moods") return value === "modelled" ? "moods as modelled" : [];
    return spec.type === "topic" && value === "" ? "all posts" : `“${value}”`;
  }).join(", ");
}

function describe(wanted: string, shown: string | null, open: boolean): string {
  const asked = plainText(wanted, maxChars);
  const said = open ? `Counting ${asked}.` : `Not connected: ${asked} cannot be counted yet.`;
  return shown === null ? said : `${said} The numbers below are still of ${plainText(shown, maxChars)}.`;
}
