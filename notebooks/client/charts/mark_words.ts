import { element } from "../dom.ts";

const maxChars = 1000;
// Marks that turn the direction of text around reach beyond the post if they are let.
const directionMarks = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g;

/** The text of a post as text nodes, cut at 1,000 characters, with the given words in bold. */
export function markWords(text: string, words: string[]): Node[] {
  const plain = text.replace(directionMarks, "");
  const cut = plain.length > maxChars ? `${plain.slice(0, maxChars).toWellFormed()}…` : plain;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).filter((word) =>
    word !== ""
  ).join("|");
  if (pattern === "") return [document.createTextNode(cut)];
  return cut.split(new RegExp(`((?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}]))`, "iu"))
    .filter((part) => part !== "")
    .map((part) =>
      new RegExp(`^(?:${pattern})$`, "iu").test(part) ? element("b", {}, part) : document.createTextNode(part)
    );
}
