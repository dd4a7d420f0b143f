import { element } from "../dom.ts";
import { liveElement } from "../live_element.ts";

/** A piece of the summary: a fact stands out, a word is set as a name. */
export type SummaryPart = string | { fact: string };

/** The finding of a page in a sentence or two; changes only when its words do. */
export function summary(parts: SummaryPart[]): HTMLElement {
  return liveElement("summary", "gs-summary", parts, (root) => {
    const text = element("p", {});
    root.append(text);
    let written = "";
    return (next) => {
      const words = JSON.stringify(next);
      if (words === written) return;
      written = words;
      text.replaceChildren(
        ...next.map((part) =>
          typeof part === "string" ? document.createTextNode(part) : element("strong", {}, part.fact)
        ),
      );
    };
  });
}
