import { element } from "../dom.ts";

/** Says on the page that its posts are made up, and how to see real ones. */
export function markSimulated(place: HTMLElement, simulated: boolean): void {
  place.hidden = !simulated;
  if (!simulated || place.childNodes.length > 0) return;
  place.append(
    element("b", { "aria-hidden": "true" }, "! "),
    element("strong", {}, "Simulated stream: these posts are made up."),
    " They give way to the first real ones: ",
    element("code", {}, "deno task dev --replay 'posts/*.gz' --speed max"),
  );
}
