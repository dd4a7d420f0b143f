import { element } from "./dom.ts";
import { full } from "./words.ts";

/** Says that a query found more rows than a page is given. */
export function cutNotice(name: string, rows: number): HTMLElement {
  return element(
    "p",
    { class: "gs-banner" },
    element("b", { "aria-hidden": "true" }, "! "),
    element("strong", {}, `First ${full(rows)} rows of “${name}”.`),
    " There are more; a limit or a group in its query says which to show.",
  );
}
