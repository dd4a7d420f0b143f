import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { createActs } from "./acts.ts";

class NoPicture {
  src = "";
  decode(): Promise<void> {
    return Promise.reject(new Error("it has no size"));
  }
}

Deno.test("createActs() says why a picture cannot be saved", async () => {
  const { window } = new JSDOM("<figure></figure>");
  const { document, XMLSerializer, location } = window;
  const browser = {
    document,
    location,
    XMLSerializer,
    Image: NoPicture,
    getComputedStyle: window.getComputedStyle.bind(window),
  };
  const before = Object.keys(browser).map((
    name,
  ) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  for (const [name, value] of Object.entries(browser)) {
    Object.defineProperty(globalThis, name, { configurable: true, value });
  }
  try {
    const acts = createActs(document.querySelector("figure")!, {
      body: document.createElement("div"),
      title: () => "Posts",
      subtitle: () => "",
      cells: () => [],
      table: null,
    });
    const buttons = [...acts.panels.querySelectorAll("button")];
    const png = buttons.find(({ textContent }) => textContent === "PNG")!;
    for (const _ of ["once", "twice"]) {
      png.click();
      // What it waits for takes no time here, only turns.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
    const said = [...acts.panels.querySelectorAll("[role=alert]")].map(({ textContent }) => textContent);
    assert.deepEqual(said, ["✕ it has no size"]);
  } finally {
    for (const [name, descriptor] of before as [string, PropertyDescriptor | undefined][]) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  }
});
