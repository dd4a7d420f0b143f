import { element } from "../dom.ts";

/** A text as text nodes, with the given words in bold. */
export function markWords(text: string, words: string[]): Node[] {
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).filter((word) =>
    word !== ""
  ).join("|");
  if (pattern === "") return [document.createTextNode(text)];
  return text.split(new RegExp(`((?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}]))`, "iu"))
    .filter((part) => part !== "")
    .map((part) =>
      new RegExp(`^(?:${pattern})$`, "iu").test(part) ? element("b", {}, part) : document.createTextNode(part)
    );
}
