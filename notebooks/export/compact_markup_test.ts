import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { compactMarkup } from "./compact_markup.ts";

Deno.test("compactMarkup() keeps what elements and their attributes say", () => {
  const { document } = new JSDOM("<main></main>").window;
  const main = document.querySelector("main")!;
  main.innerHTML = `<button></button><p></p>`;
  const why = `["terms","it's \\"x\\" &quot; <b>",[["term","=\\"a\\""]]]`;
  main.querySelector("button")!.setAttribute("data-why", why);
  main.querySelector("p")!.textContent = `a ="b &quot; c" d='e' 1.23456%`;
  const html = compactMarkup(main.outerHTML);
  const read = new JSDOM(html).window.document;
  assert.equal(read.querySelector("button")!.getAttribute("data-why"), why);
  assert.ok(html.length < main.outerHTML.length);
});

Deno.test("compactMarkup() rounds pictures, and no word in them or beside them", () => {
  assert.equal(
    compactMarkup(
      `<p>3.14159%</p><i style="width: 42.36028%;"></i>` +
        `<svg aria-label="1.2345"><path d="M62.66,26.393L111.6,48.7915"></path><text x="1.2345">1.2345</text></svg>`,
    ),
    `<p>3.14159%</p><i style="width: 42.36%;"></i>` +
      `<svg aria-label="1.2345"><path d="M62.66,26.39L111.6,48.79"></path><text x="1.2345">1.2345</text></svg>`,
  );
});
