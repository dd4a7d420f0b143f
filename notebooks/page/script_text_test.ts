import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { asData, asScript, hashOf } from "./script_text.ts";

const hostile = `</script><script>alert(1)</script><!-- <script> --> \u2028 ]]> </SCRIPT x>`;

Deno.test("asData() keeps JSON what it is, whatever texts hold", () => {
  const { document } =
    new JSDOM(`<script type="application/json">${asData(JSON.stringify({ hostile }))}</script><p>after</p>`)
      .window;
  assert.deepEqual(JSON.parse(document.querySelector("script")!.textContent!), { hostile });
  assert.equal(document.querySelectorAll("script").length, 1);
  assert.equal(document.querySelector("p")!.textContent, "after");
});

Deno.test("asScript() keeps code what it does, and in its element", () => {
  const code = asScript(`globalThis.said = ${JSON.stringify(hostile)};`);
  const { document } = new JSDOM(`<script>${code}</script><p>after</p>`).window;
  assert.equal(document.querySelectorAll("script").length, 1);
  assert.equal(document.querySelector("p")!.textContent, "after");
  assert.equal(
    new Function(`${document.querySelector("script")!.textContent}; return globalThis.said`)(),
    hostile,
  );
});

Deno.test("hashOf() is what browsers compare a script with", () => {
  assert.equal(hashOf("alert('Hello, world.');"), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
});
