import assert from "node:assert/strict";
import fc from "fast-check";
import { analysePost } from "./analyse.ts";
import { hostileTexts, text } from "./hostile_texts_harness.ts";
import { afinnModel } from "./sentiment.ts";

Deno.test("analysePost() reads a post of X", () => {
  assert.deepEqual(
    analysePost({
      text:
        "RT @Jack: I love $AAPL’s new iPhone, best day &amp; not a scam! #iPhone6 #iphone6 https://t.co/x.",
      lang: "en",
    }),
    {
      norm: " rt @jack i love $aapl new iphone best day not a scam #iphone6 #iphone6 ",
      tokens: 14,
      terms: ["love", "$aapl", "new", "iphone", "best", "day", "scam", "#iphone6"],
      hashtags: ["iphone6"],
      mentions: ["jack"],
      links: ["https://t.co/x"],
      cashtags: ["AAPL"],
      sentiment: { label: "positive", polarity: 0.0571, score: 4, model: afinnModel },
      truncated: false,
    },
  );
});

Deno.test("analysePost() puts the title first and leaves its stop words, numbers and contractions out of terms", () => {
  const { norm, terms } = analysePost({
    title: "Show HN: 2014 in 10k charts",
    text: "It isn't the 東京 of 3",
  });
  assert.equal(norm, " show hn 2014 in 10k charts it isn't the 東 京 of 3 ");
  assert.deepEqual(terms, ["show", "hn", "10k", "charts"]);
});

Deno.test("analysePost() takes the stop words of the post's language", () => {
  assert.deepEqual(analysePost({ text: "het huis en de boom", lang: "nl-BE" }).terms, ["huis", "boom"]);
  assert.deepEqual(analysePost({ text: "het huis", lang: "xx" }).terms, ["het", "huis"]);
  assert.deepEqual(analysePost({ text: "the house", lang: "constructor" }).terms, ["house"]);
});

Deno.test("analysePost() gives no mood to a language that AFINN does not know", () => {
  const mood = (lang?: string) =>
    analysePost(lang === undefined ? { text: "a bad day" } : { text: "a bad day", lang }).sentiment?.label;
  for (const lang of [undefined, "en", "en-GB", "EN_us", "und", "zxx", "qme"]) {
    assert.equal(mood(lang), "negative");
  }
  for (const lang of ["nl", "de-AT", "eng", "ja"]) assert.equal(mood(lang), undefined);
});

Deno.test("analysePost() is not led astray by names that every object has", () => {
  for (const name of [...Object.getOwnPropertyNames(Object.prototype), "#constructor", "__proto__"]) {
    const { sentiment, terms } = analysePost({ text: `${name} good` });
    assert.equal(sentiment?.score, 3, name);
    assert.ok(terms.includes("good"));
  }
});

Deno.test("analysePost() caps its lists", () => {
  const numbered = (what: string) => Array.from({ length: 300 }, (_, i) => `${what}${i}`).join(" ");
  assert.equal(analysePost({ text: numbered("word") }).terms.length, 64);
  assert.equal(analysePost({ text: numbered("http://a.b/") }).links.length, 32);
  assert.deepEqual(analysePost({ text: `http://a/${"b".repeat(3000)}` }).links, []);
  assert.deepEqual(analysePost({ text: "x".repeat(65) }).terms, []);
});

Deno.test("analysePost() says that it read only the beginning, of title and text together", () => {
  assert.equal(analysePost({ title: "a", text: "b".repeat(8190) }).truncated, false);
  assert.equal(analysePost({ title: "a", text: "b".repeat(8191) }).truncated, true);
});

Deno.test("analysePost() gives valid output for any text", () => {
  const check = (value: string) => {
    const analysis = analysePost({ text: value });
    assert.ok(JSON.stringify(analysis).isWellFormed());
    assert.ok(Math.abs(analysis.sentiment!.polarity) <= 1);
    for (const term of analysis.terms) assert.ok(analysis.norm.includes(` ${term} `));
    for (const link of analysis.links) assert.ok(value.includes(link) && /^(https?:\/\/|www\.)/i.test(link));
  };
  hostileTexts.forEach(([, value]) => check(value));
  fc.assert(fc.property(text, check), { numRuns: 2000 });
});

Deno.test("analysePost() takes time linear in the length of hostile texts", () => {
  // The worst takes 5 times as long as plain words, a quadratic step over 8,192 characters 90 times and more.
  const plain = fastest("plain words of a text ".repeat(400));
  for (const [name, value] of hostileTexts) assert.ok(fastest(value) < 40 * plain, name);
});

function fastest(value: string): number {
  let best = Infinity;
  for (let run = 0; run < 5; run++) {
    const started = performance.now();
    analysePost({ text: value });
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
