import type { DOMWindow } from "jsdom";

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

/** A browser's empty page at an address; leaving it frees all that was hung on it. */
export interface OpenDom extends Disposable {
  readonly window: DOMWindow;
}

/**
 * Makes this process look like a browser, as far as the client and its libraries ask. Scripts in its pages never run.
 * @returns the way to open the page that is looked at from then on.
 */
export async function installDom(): Promise<(url: string) => OpenDom> {
  // jsdom and what it uses read the environment while they load; here there is none to read.
  Object.defineProperty(globalThis.process, "env", { value: {} });
  const { JSDOM } = await import("jsdom");
  let current: DOMWindow = new JSDOM().window;
  Object.defineProperty(globalThis, "window", { get: () => current });
  for (const name of names) Object.defineProperty(globalThis, name, { get: () => current[name] });
  return (url) => {
    const { window } = new JSDOM("<!doctype html>", { url });
    current = window;
    return { window, [Symbol.dispose]: () => window.close() };
  };
}
