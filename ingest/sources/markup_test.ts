import assert from "node:assert/strict";
import fc from "fast-check";
import { htmlToText, unescapeBasic } from "./markup.ts";

Deno.test("unescapeBasic() unescapes once, and only what X and Reddit escape", () => {
  assert.equal(unescapeBasic("&lt;b&gt; &amp;amp; &quot; &amp;lt;"), "<b> &amp; &quot; &lt;");
});

Deno.test("unescapeBasic() undoes the escaping of any text", () => {
  const escape = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => assert.equal(unescapeBasic(escape(text)), text)),
  );
});

Deno.test("htmlToText() breaks paragraphs, keeps code, drops tags and decodes entities", () => {
  assert.equal(
    htmlToText("It&#x27;s<p>a <i>b</i> &gt; c<p><pre><code>x &lt; y</code></pre>"),
    "It's\na b > c\n\nx < y",
  );
});

Deno.test("htmlToText() writes a link as its whole address", () => {
  const link =
    '<a href="https:&#x2F;&#x2F;example.com&#x2F;long?a=1&amp;b=2" rel="nofollow">https:&#x2F;&#x2F;exam...</a>';
  assert.equal(htmlToText(`see ${link}, or not`), "see https://example.com/long?a=1&b=2, or not");
  assert.equal(htmlToText('<a href="https://a.b/">never closed'), "https://a.b/never closed");
  assert.equal(htmlToText('<a href="javascript:x">word</a>'), "word");
});

Deno.test("htmlToText() keeps a lone bracket, and is quick on a million of them", () => {
  assert.equal(htmlToText("1 < 2"), "1 < 2");
  const started = performance.now();
  for (const part of ["<", "<a ", '<a href="https://x">', "</a>", "&", "<p>"]) {
    htmlToText(part.repeat(300_000));
  }
  assert.ok(performance.now() - started < 10_000);
});
