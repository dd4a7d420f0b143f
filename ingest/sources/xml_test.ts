import assert from "node:assert/strict";
import fc from "fast-check";
import { childOf, childrenOf, parseXml, textIn } from "./xml.ts";

Deno.test("parseXml() reads elements, attributes, text and CDATA in order", () => {
  const root = parseXml(`<?xml version="1.0"?><!-- <x> --><!DOCTYPE r [<!ENTITY e "boom">]>
    <r a="1 &amp; 2" b='>'><c/>one &lt;<d>two</d><![CDATA[<three>&amp;]]></r>`);
  assert.deepEqual(root.attributes, { a: "1 & 2", b: ">" });
  assert.equal(textIn(root), "one <two<three>&amp;");
  assert.equal(textIn(childOf(root, "x", "d")), "two");
  assert.equal(childrenOf(root, "c").length, 1);
});

Deno.test("parseXml() knows no entity of a document's own", () => {
  const bomb =
    `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r>&b;&x;</r>`;
  assert.equal(textIn(parseXml(bomb)), "&b;&x;");
});

Deno.test("parseXml() throws Poison at what is cut, not nested or too deep, and nothing else at anything", () => {
  for (
    const text of ["", "words", "<a>", "<a", "<a><b></a>", "<a></a", "<![CDATA[", "<a>".repeat(200), "</a>"]
  ) {
    assert.throws(() => parseXml(text), { name: "Poison" }, text.slice(0, 20));
  }
  const piece = fc.constantFrom(
    "<",
    ">",
    "a",
    "/",
    "<a>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    '"',
    "=",
    "&",
    "<!",
    "?>",
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    try {
      parseXml(pieces.join(""));
    } catch (error) {
      assert.equal((error as Error).name, "Poison");
    }
  }));
});
