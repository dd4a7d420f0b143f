import { element, setText } from "../dom.ts";
import { clock } from "../words.ts";

const quietMs = 2000;

/** What the stale banner says: since when the connection is lost and when it is tried again. */
export interface Lost {
  since: number;
  retryAt: number;
}

/** The banner under the head while the connection is lost; short interruptions stay unsaid. */
export function createBanner(
  place: HTMLElement,
  now: () => number,
  tryNow: () => void,
): { set(lost: Lost | null): void; tick(): void } {
  const strong = element("strong", {});
  const rest = element("span", {});
  const button = element("button", { type: "button", class: "gs-link", onclick: tryNow }, "Try now");
  const banner = element(
    "p",
    { class: "gs-banner" },
    element("b", { "aria-hidden": "true" }, "! "),
    strong,
    " ",
    rest,
    " ",
    button,
  );
  let lost: Lost | null = null;
  const tick = () => {
    if (lost === null || now() - lost.since < quietMs) return banner.remove();
    const seconds = Math.max(0, Math.ceil((lost.retryAt - now()) / 1000));
    setText(strong, `Connection lost ${duration(now() - lost.since)} ago.`);
    setText(
      rest,
      `Numbers are as of ${clock(lost.since)}. ${
        seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again."
      }`,
    );
    if (!banner.isConnected) place.append(banner);
  };
  return {
    set(next) {
      lost = next;
      tick();
    },
    tick,
  };
}

function duration(ms: number): string {
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min`;
}
