import { element } from "../dom.ts";

/** A text as text nodes, with the given words in bold, and names (in lower case) marked as what they are. */
export function markWords(
  text: string,
  words: string[],
  names: ReadonlyMap<string, string> = new Map(),
): Node[] {
  // Of two that begin at one place the longer is meant.
  const known = words.filter((word) => word !== "");
  const pattern = oneOf([...names.keys(), ...known].sort((a, b) => b.length - a.length));
  if (pattern === "") return [document.createTextNode(text)];
  const isWord = new RegExp(`^(?:${oneOf(known) || "(?!)"})$`, "iu");
  return text.split(new RegExp(`((?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}]))`, "iu"))
    .filter((part) => part !== "")
    .map((part) => {
      const type = names.get(part.toLowerCase());
      const text = isWord.test(part) ? element("b", {}, part) : document.createTextNode(part);
      return type === undefined ? text : element("mark", { class: "gs-name", title: type }, text);
    });
}

function oneOf(words: string[]): string {
  return words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
}
