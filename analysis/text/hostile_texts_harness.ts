import fc from "fast-check";

/** Texts that broke tokenisers, for tests: name and text. */
export const hostileTexts: [string, string][] = [
  ["empty", ""],
  ["one emoji", "😀"],
  ["blank", " \t\r\n\u00a0\u3000"],
  ["one letter", "a".repeat(100_000)],
  ["one wide letter", "é".repeat(100_000)],
  ["combining marks", "a" + "\u0301\u0323".repeat(50_000)],
  ["marks in falling order", "a" + "\u0345\u0301\u0323\u0334".repeat(25_000)],
  ["marks to be sorted", "a" + "\u0345".repeat(2700) + "\u0301".repeat(2700) + "\u0334".repeat(2700)],
  ["marks alone", "\u0301".repeat(100_000)],
  ["joiners", "😀\u200d".repeat(33_000)],
  ["lone surrogates", "\ud800\udc00\ud800 \udfff".repeat(10_000)],
  ["links", "http://a.b/c ".repeat(8000)],
  ["schemes", "http://".repeat(14_000)],
  ["no schemes", "a://".repeat(25_000)],
  ["open parentheses", "http://a/" + "(".repeat(100_000)],
  ["closing parentheses", "http://a/" + ")".repeat(100_000)],
  ["sigils", "#@$&".repeat(25_000)],
  ["hash and digits", "#1".repeat(50_000)],
  ["dotted mention", "@" + "a.".repeat(50_000)],
  ["mention chain", "@a".repeat(50_000)],
  ["numbers", "1,".repeat(50_000)],
  ["apostrophes", "a'".repeat(50_000)],
  ["capitals and apostrophes", "A'".repeat(50_000)],
  ["capital and ideographs", "A" + "字".repeat(100_000)],
  ["names", "Anna Bell ".repeat(10_000)],
  ["amounts", "$1,2.3,4.5 ".repeat(9000)],
  ["bidi", "\u202eabc\u202c\u2066def\u2069 ".repeat(9000)],
  ["zero width", "t\u200br\u200du\u2060m\ufeffp ".repeat(10_000)],
  ["mixed scripts", "abc АБВ 東京 ไทย עברית عربى ".repeat(4000)],
  ["ideographs", "字".repeat(100_000)],
  ["controls", "a\u0000b\u0007c\u009f".repeat(16_000)],
  ["prototype words", "constructor __proto__ toString hasOwnProperty valueOf good"],
  ["quotes", `"'\\"%_\`;--/**/`.repeat(7000)],
  ["entities", "&amp;&#39;&&lt".repeat(7000)],
];

const scraps = fc.constantFrom(
  ..."# @ $ ' ’ . , - _ / : & ; http:// https:// www. a B ß İ ı Σ ς ŉ ﬁ ﷺ ½ ² ㎏ ① ™ é e\u0301 \u0301 \u0345 \u0323 ー 東 カ ｶ ﾞ ก ำ ิ 한 각 ש عـ ी 😀 ❤ \ufe0f \u200d 🏽 🇺 🇸 1 2 ٣ 9 \" ( ) * % \\"
    .split(" "),
  " ",
  "\n",
  "\u00a0",
  "\u200b",
  "\u200c",
  "\u00ad",
  "\u202e",
  "\0",
  "\ud800",
  "\udc00",
);

/** Random texts of ordinary words, any Unicode, and the scraps that matter to the tokeniser. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(scraps, { maxLength: 30 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.lorem({ maxCount: 8 }),
);
