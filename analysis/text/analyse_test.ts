import assert from "node:assert/strict";
import fc from "fast-check";
import { categoryNames } from "../models/categories.ts";
import { emotions } from "../models/emotions.ts";
import { analysePost } from "./analyse.ts";
import { hostileTexts, text } from "./hostile_texts_harness.ts";

Deno.test("analysePost() reads a post of X", () => {
  const { sentiment, emotion, category, entities, names: _, phrases, nearDuplicate, ...rest } = analysePost({
    source: "x",
    text: "RT @Jack: I love $AAPL’s new iPhone, best day &amp; not a scam! #iPhone6 #iphone6 https://t.co/x.",
    lang: "en",
  });
  assert.deepEqual(rest, {
    norm: " rt @jack i love $aapl new iphone best day not a scam #iphone6 #iphone6 ",
    tokens: 14,
    terms: ["love", "$aapl", "new", "iphone", "best", "day", "scam", "#iphone6"],
    hashtags: ["iphone6"],
    mentions: ["jack"],
    links: ["https://t.co/x"],
    cashtags: ["AAPL"],
    lang: "en",
    truncated: false,
  });
  assert.deepEqual([sentiment.label, sentiment.model], ["positive", "sentiment-microblog-5"]);
  const { negative, neutral, positive, polarity, subjectivity } = sentiment;
  assert.ok(Math.abs(negative! + neutral! + positive! - 1) < 0.001);
  assert.ok(Math.abs(positive! - negative! - polarity!) < 0.001);
  assert.ok(Math.abs(1 - neutral! - subjectivity!) < 0.001);
  assert.deepEqual(entities.filter(({ score }) => score === 1).map(({ type }) => type), [
    "mention",
    "cashtag",
    "hashtag",
    "hashtag",
    "link",
  ]);
  assert.deepEqual(phrases.map(({ text }) => text), ["new iphone", "best day", "scam"]);
  assert.match(nearDuplicate!, /^[\da-f]{16}$/);
  assert.equal(emotion.label, "joy");
  assert.deepEqual(Object.keys(emotion.scores), [...emotions]);
  assert.deepEqual(Object.keys(category.scores), categoryNames);
});

Deno.test("analysePost() lists whom a post names, and the model that found them", () => {
  const { found, model } = analysePost({ text: "Barack Obama visits London and Microsoft" }).names;
  assert.deepEqual(found.map(({ name, type }) => [name, type]), [
    ["Barack Obama", "person"],
    ["London", "place"],
    ["Microsoft", "organisation"],
  ]);
  assert.equal(model, "entities-7");
  const { entities, names } = analysePost({ text: "Barack Obama is in #London with Microsoft" });
  assert.deepEqual(entities.map(({ text, type }) => [text, type]), [
    ["Barack Obama", "person"],
    ["#London", "hashtag"],
    ["#London", "place"],
    ["Microsoft", "organisation"],
  ]);
  assert.deepEqual(names.found.map(({ name }) => name), ["Barack Obama", "London", "Microsoft"]);
});

Deno.test("analysePost() gives a post without words no category", () => {
  for (const text of ["https://example.com/a", "😂 😂", "!!!", "@someone", "2014"]) {
    assert.equal(analysePost({ text }).category.label, "other", text);
  }
  assert.equal(analysePost({ text: "#gaming https://example.com/a" }).category.label, "gaming");
});

Deno.test("analysePost() takes the model of the kind of the source", () => {
  const model = (source: string) => analysePost({ text: "a good day", source }).sentiment.model;
  assert.equal(model("reddit"), "sentiment-forum-4");
  for (const source of ["x", "bluesky", "mastodon", "elsewhere"]) {
    assert.equal(model(source), "sentiment-microblog-5");
  }
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

Deno.test("analysePost() gives no mood to a language that the models do not know", () => {
  const mood = (lang?: string) =>
    analysePost(lang === undefined ? { text: "a bad day" } : { text: "a bad day", lang }).sentiment.label;
  for (const lang of [undefined, "en", "en-GB", "EN_us", "und", "zxx", "qme"]) {
    assert.equal(mood(lang), "negative");
  }
  for (const lang of ["nl", "de-AT", "eng", "ja"]) assert.equal(mood(lang), "unsupported");
  const { lang, sentiment, emotion, category } = analysePost({
    text: "Das ist heute leider ein ganz schlechter Tag",
  });
  assert.equal(lang, "de");
  assert.deepEqual([sentiment.label, sentiment.polarity, sentiment.negative], ["unsupported", null, null]);
  assert.deepEqual([emotion.label, emotion.scores], ["unsupported", {}]);
  assert.deepEqual([category.label, category.scores], ["unsupported", {}]);
});

Deno.test("analysePost() gives no mood to what says nothing", () => {
  for (const text of ["", "   ", "https://example.org/a", "@bob", "123", "$AAPL", "... ---"]) {
    const { sentiment } = analysePost({ text, lang: "en" });
    assert.deepEqual([sentiment.label, sentiment.polarity], ["unsupported", null], text);
  }
  for (const text of ["bad", "#sad", "😭"]) {
    assert.equal(analysePost({ text, lang: "en" }).sentiment.label, "negative", text);
  }
});

Deno.test("analysePost() is not led astray by names that every object has", () => {
  for (const name of [...Object.getOwnPropertyNames(Object.prototype), "#constructor", "__proto__"]) {
    const { sentiment, terms } = analysePost({ text: `${name} is so good, I love it`, lang: "en" });
    assert.equal(sentiment.label, "positive", name);
    assert.ok(terms.includes("good"));
  }
});

Deno.test("analysePost() names what a post is about, with offsets in its text or title", () => {
  const title = "Apple opens in Berlin";
  const text =
    "Tim Cook met @angela_m at 5pm on May 3rd in London 🎉 and paid $20 million, 15% more than Google";
  const { entities } = analysePost({ title, text, lang: "en" });
  assert.deepEqual(entities.map(({ text, type }) => `${text}: ${type}`), [
    "Apple: organisation",
    "Berlin: place",
    "Tim Cook: person",
    "@angela_m: mention",
    "5pm: time",
    "May 3rd: date",
    "London: place",
    "🎉: emoji",
    "$20 million: money",
    "15%: percent",
    "Google: organisation",
  ]);
  for (const { text: own, field, start, end } of entities) {
    assert.equal((field === "title" ? title : text).slice(start, end), own);
  }
  const rules = analysePost({ text: "Tim Cook war um 10:30 in London", lang: "de" }).entities;
  assert.deepEqual(rules.map(({ text, type }) => [text, type]), [["10:30", "time"]]);
});

Deno.test("analysePost() reads the place that a post states", () => {
  assert.deepEqual(analysePost({ text: "a", place: "Austin, TX" }).location, {
    country: "US",
    region: "US-TX",
    city: "Austin",
  });
  assert.ok(!("location" in analysePost({ text: "a", place: "the moon" })));
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
    // As English, so that every model looks at it.
    const analysis = analysePost({ text: value, lang: "en" });
    assert.ok(JSON.stringify(analysis).isWellFormed());
    const { label, polarity } = analysis.sentiment;
    if (label === "unsupported") assert.equal(polarity, null);
    else assert.ok(Math.abs(polarity!) <= 1);
    for (const { text, start, end, score } of analysis.entities) {
      assert.equal(value.slice(start, end), text);
      assert.ok(text !== "" && score >= 0 && score <= 1);
    }
    for (const { scores } of [analysis.emotion, analysis.category]) {
      for (const score of Object.values(scores)) assert.ok(score >= 0 && score <= 1);
    }
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
    analysePost({ text: value, lang: "en" });
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
