import type { Moment } from "../../analysis/store/reads.ts";
import type { Span } from "../page/span.ts";
import { element, setText } from "./dom.ts";
import { moment as when } from "./words.ts";

/** The foot: as-of, window, landing, and `exact`, the address that shows this view at this moment again, where there is one. */
export function drawFoot(place: HTMLElement, moment: Moment, span: Span, exact: string | null): void {
  if (place.querySelector("a") === null) {
    place.prepend(
      element("span", {}),
      element("span", {}),
      element("span", {}),
      element("a", {}, "This exact view"),
    );
  }
  const [asOf, from, landing, link] = [...place.children] as [Element, Element, Element, HTMLAnchorElement];
  setText(asOf, `As of ${when(span.asOf)}`);
  setText(from, `Window from ${when(span.from)}`);
  setText(landing, `Landing ${moment.landing.toLocaleString("en")}`);
  link.hidden = exact === null;
  if (exact !== null) link.href = exact;
}
