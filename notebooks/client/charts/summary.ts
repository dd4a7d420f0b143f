import { element } from "../dom.ts";
import { keepFocus } from "../keep_focus.ts";
import { liveElement } from "../live_element.ts";
import { leadsTo } from "../why/chosen.ts";
import type { Why } from "../why/why.ts";

/** A piece of the summary: a fact stands out; with `why` it leads to its posts, and so does any other `text`. */
export type SummaryPart =
  | string
  | { fact: string; why?: Why | null | undefined }
  | { text: string; why: Why | null | undefined };

/** The finding of a page in a sentence or two; changes only when its words do. */
export function summary(parts: SummaryPart[]): HTMLElement {
  return liveElement("summary", "gs-summary", parts, (root) => {
    const text = element("p", {});
    root.append(text);
    let written = "";
    return (next) => {
      const words = JSON.stringify(next.map(wordsOf));
      if (words !== written) keepFocus(text, () => text.replaceChildren(...next.map(draw)));
      written = words;
      const numbers = text.querySelectorAll<HTMLElement>("button");
      next.map(whyOfPart).filter((why) => why !== null).forEach((why, at) => leadsTo(numbers[at]!, why));
    };
  });
}

function whyOfPart(part: SummaryPart): Why | null {
  return typeof part === "string" ? null : part.why ?? null;
}

// Where a number leads may change while its words stay, whether it leads anywhere not.
function wordsOf(part: SummaryPart): [SummaryPart, boolean] {
  if (typeof part === "string") return [part, false];
  return ["fact" in part ? { fact: part.fact } : part.text, whyOfPart(part) !== null];
}

function draw(part: SummaryPart): Node {
  if (typeof part === "string") return document.createTextNode(part);
  const words = "fact" in part ? part.fact : part.text;
  const shown = whyOfPart(part) === null
    ? document.createTextNode(words)
    : element("button", { type: "button" }, words);
  return "fact" in part ? element("strong", {}, shown) : shown;
}
