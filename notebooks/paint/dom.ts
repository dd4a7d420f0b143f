import type { DOMWindow, JSDOM } from "jsdom";

const names = [
  "document",
  "location",
  "history",
  "Node",
  "NodeList",
  "NodeFilter",
  "Element",
  "HTMLElement",
  "HTMLInputElement",
  "HTMLSelectElement",
  "HTMLTextAreaElement",
  "HTMLCollection",
  "SVGElement",
  "SVGSVGElement",
  "DocumentFragment",
  "Text",
  "Comment",
  "AbortController",
  "AbortSignal",
  "Event",
  "CustomEvent",
] as const;

/** Makes this process look like a browser with an empty page, as far as the client and its libraries ask. Scripts in it never run. */
export async function installDom(): Promise<JSDOM> {
  // jsdom and what it uses read the environment while they load; here there is none to read.
  Object.defineProperty(globalThis.process, "env", { value: {} });
  const { JSDOM } = await import("jsdom");
  const dom = new JSDOM("<!doctype html>", { url: "http://localhost/" });
  const window: DOMWindow = dom.window;
  Object.defineProperty(globalThis, "window", { value: window, configurable: true });
  for (const name of names) Object.defineProperty(globalThis, name, { get: () => window[name] });
  return dom;
}
