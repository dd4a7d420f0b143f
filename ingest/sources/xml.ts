import { decodeXML } from "entities";
import { Poison } from "../base/errors.ts";

/** An element with what stands in it, in order. Names keep their prefix, as in `dc:creator`. */
export interface XmlElement {
  name: string;
  attributes: { [name: string]: string };
  nodes: (XmlElement | string)[];
}

const maxDepth = 100;
const maxElements = 100_000;
const attribute = /([^\s=/<>"']{1,200})\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads a document as feeds are written: elements, attributes, text and CDATA. Definitions of its own (DTD) are skipped
 * and never used, so no entity but those of XML itself is known. @throws {Poison} when it is cut, not nested or too deep.
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, nodes: [] };
  const open = [root];
  let elements = 0;
  for (let at = 0; at < text.length;) {
    const start = text.indexOf("<", at);
    const top = open.at(-1)!;
    if (start !== at) addText(top, decodeXML(text.slice(at, start === -1 ? text.length : start)));
    if (start === -1) break;
    const { kind, end } = markupAt(text, start);
    if (kind === "cdata") addText(top, text.slice(start + 9, end - 3));
    else if (kind === "end") {
      const name = text.slice(start + 2, end - 1).trim();
      if (open.length === 1 || top.name !== name) {
        throw new Poison(`has an end of "${name.slice(0, 50)}" that does not fit`);
      }
      open.pop();
      if (open.length === 1) break;
    } else if (kind === "start") {
      if (++elements > maxElements) throw new Poison(`has more than ${maxElements} elements`);
      const element = elementOf(text.slice(start + 1, end - 1));
      top.nodes.push(element.element);
      if (!element.closed) open.push(element.element);
      if (open.length > maxDepth) throw new Poison(`is nested deeper than ${maxDepth}`);
    }
    at = end;
  }
  const found = root.nodes.find((node) => typeof node !== "string");
  if (found === undefined) throw new Poison("is not XML");
  if (open.length > 1) throw new Poison("is cut");
  return found;
}

/** All text in an element, that of inner elements included. */
export function textIn(element: XmlElement | undefined): string {
  const waiting: (XmlElement | string)[] = element === undefined ? [] : [element];
  let text = "";
  while (waiting.length > 0) {
    const node = waiting.pop()!;
    if (typeof node === "string") text += node;
    else waiting.push(...node.nodes.toReversed());
  }
  return text.trim();
}

/** The elements of that name directly below. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.nodes ?? []).filter((node): node is XmlElement =>
    typeof node !== "string" && node.name === name
  );
}

/** The first element of one of these names directly below; earlier names are preferred. */
export function childOf(element: XmlElement | undefined, ...names: string[]): XmlElement | undefined {
  return names.map((name) => childrenOf(element, name)[0]).find((found) => found !== undefined);
}

function addText(element: XmlElement, text: string): void {
  if (text !== "") element.nodes.push(text);
}

function markupAt(text: string, start: number): { kind: "start" | "end" | "cdata" | "other"; end: number } {
  const close = (mark: string, from: number) => {
    const at = text.indexOf(mark, from);
    if (at === -1) throw new Poison("is cut");
    return at + mark.length;
  };
  if (text.startsWith("<![CDATA[", start)) return { kind: "cdata", end: close("]]>", start + 9) };
  if (text.startsWith("<!--", start)) return { kind: "other", end: close("-->", start + 4) };
  if (text.startsWith("<?", start)) return { kind: "other", end: close("?>", start + 2) };
  if (text.startsWith("<!", start)) return { kind: "other", end: endOfDefinition(text, start, close) };
  if (text.startsWith("</", start)) return { kind: "end", end: close(">", start) };
  return { kind: "start", end: endOfTag(text, start) };
}

// A DTD may hold definitions in brackets.
function endOfDefinition(text: string, start: number, close: (mark: string, from: number) => number): number {
  const end = close(">", start);
  const bracket = text.indexOf("[", start);
  return bracket === -1 || bracket > end ? end : close(">", close("]", bracket) - 1);
}

function endOfTag(text: string, start: number): number {
  for (let at = start + 1, quote = ""; at < text.length; at++) {
    const char = text[at]!;
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return at + 1;
  }
  throw new Poison("is cut");
}

function elementOf(tag: string): { element: XmlElement; closed: boolean } {
  const closed = tag.endsWith("/");
  const name = /^[^\s/]{1,200}/.exec(tag)?.[0] ?? "";
  const attributes: XmlElement["attributes"] = {};
  for (const [, key, double, single] of tag.slice(name.length).matchAll(attribute)) {
    attributes[key!] = decodeXML(double ?? single ?? "");
  }
  return { element: { name, attributes, nodes: [] }, closed };
}
