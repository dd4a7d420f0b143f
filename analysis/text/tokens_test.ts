import assert from "node:assert/strict";
import fc from "fast-check";
import { hostileTexts, text } from "./hostile_texts_harness.ts";
import { maxAnalysedChars, maxTokens, normOf, tokenise } from "./tokens.ts";

const forms = (of: string) => tokenise(of).forms;

Deno.test("tokenise() keeps sigils, drops punctuation and lower-cases", () => {
  assert.deepEqual(tokenise("RT @Jack: $AAPL up 10%, says #WallStreet! 1,234.56"), {
    forms: ["rt", "@jack", "$aapl", "up", "10", "says", "#wallstreet", "1,234.56"],
    kinds: ["word", "mention", "cashtag", "word", "number", "word", "hashtag", "number"],
    starts: [0, 3, 10, 16, 19, 24, 29, 42],
    ends: [2, 8, 15, 18, 21, 28, 40, 50],
    links: [],
    linkStarts: [],
    truncated: false,
  });
});

Deno.test("tokenise() says where its tokens and links are, without a possessive", () => {
  const at = (text: string) => {
    const { starts, ends, links, linkStarts } = tokenise(text);
    return [
      ...starts.map((start, i) => text.slice(start, ends[i])),
      ...linkStarts.map((start, i) => text.slice(start, start + links[i]!.length)),
    ];
  };
  assert.deepEqual(at("Anna’s #Tag's o'clock see:https://a.b/c.)"), [
    "Anna",
    "#Tag",
    "o'clock",
    "o'clock",
    "see",
    "https://a.b/c",
  ]);
});

Deno.test("tokenise() reads mentions of X, Bluesky and Mastodon, and no e-mail address", () => {
  assert.deepEqual(
    forms("500 @18.05 @a_b @user.bsky.social @me@mastodon.social's .@c @d-e foo@bar.com @ @é"),
    [
      ..."500 18.05 @a_b @user.bsky.social @me@mastodon.social @c @d e foo bar com é".split(" "),
    ],
  );
});

Deno.test("tokenise() reads cashtags of 1 to 6 letters with a class of share", () => {
  assert.deepEqual(forms("$F $BRK.B $AAPL.Good $TOOLONGX US$ $5 $AAPL's $ES_F x$y"), [
    ..."$f $brk.b $aapl good toolongx us 5 $aapl $es_f x y".split(" "),
  ]);
});

Deno.test("tokenise() reads hashtags of any script, and no number, entity or fragment", () => {
  assert.deepEqual(forms("#AI's ##x #東京タワー ＃タグ #a_b #1 #2014x a#b &#39; #c/#d ❤️#e"), [
    ..."#ai #x #東京タワー #タグ #a_b 1 #2014x a b #c #d ❤ #e".split(" "),
  ]);
});

Deno.test("tokenise() splits apostrophes but in English contractions, and drops a possessive", () => {
  assert.deepEqual(
    forms("Don’t won't I’m Apple's James' l'Assemblée O`Brien rock'n'roll ’tis y'all're 90's"),
    [
      ..."don't won't i'm apple james l assemblée o brien rock n roll tis y all're 90".split(" "),
    ],
  );
});

Deno.test("tokenise() gives the same form to what looks the same", () => {
  for (
    const [a, b] of [
      ["café", "cafe\u0301"],
      ["bold", "𝗯𝗼𝗹𝗱"],
      ["tokyo", "ＴＯＫＹＯ"],
      ["istanbul", "İSTANBUL"],
      ["οδοσ", "ΟΔΟΣ"],
      ["ガ", "ｶﾞ"],
      ["❤", "❤️"],
      ["soft", "so\u00adft"],
      ["שלום", "\u200fשלום\u202c"],
      ["apple", "Apple™"],
      ["at t", "AT&amp;T"],
    ] as const
  ) assert.equal(normOf(tokenise(b)), ` ${a} `);
});

Deno.test("tokenise() gives one token a character where words are not spaced, and one an emoji", () => {
  assert.deepEqual(forms("東京でiPhoneを買う กิน"), [..."東 京 で iphone を 買 う กิ น".split(" ")]);
  assert.deepEqual(forms("ok👍🏽👩🏽‍💻🇺🇸🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿"), ["ok", "👍🏽", "👩🏽‍💻", "🇺🇸", "🇫🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"]);
});

Deno.test("tokenise() takes links out, without what only follows them", () => {
  const { forms, links } = tokenise(
    "(see https://en.wikipedia.org/wiki/A_(b)), HTTP://T.co/x. www.bbc.co.uk/news! 看https://t.co/a東京 foohttp://b.c/" +
      " [d](https://e.f/g) ftp://h http:// awww.i http://k’s http://l's",
  );
  assert.deepEqual(links, [
    "https://en.wikipedia.org/wiki/A_(b)",
    "HTTP://T.co/x",
    "www.bbc.co.uk/news",
    "https://t.co/a",
    "http://b.c/",
    "https://e.f/g",
    "http://k",
    "http://l",
  ]);
  assert.deepEqual(forms, "see 看 東 京 foo d ftp h http awww i".split(" "));
});

Deno.test("tokenise() stops at its limits and drops the word it cut", () => {
  const long = tokenise(`${"word ".repeat(1638)}cutword more`);
  assert.deepEqual([long.truncated, long.forms.length, long.forms.at(-1)], [true, 1638, "word"]);
  assert.equal(tokenise("x".repeat(maxAnalysedChars)).truncated, false);
  assert.deepEqual(tokenise(`${" ".repeat(maxAnalysedChars - 9)}http://abcdefgh`).links, []);
  const many = tokenise("字".repeat(maxAnalysedChars));
  assert.deepEqual([many.truncated, many.forms.length, many.kinds.length], [true, maxTokens, maxTokens]);
});

Deno.test("tokenise() drops what X cut off at the end of a retweet", () => {
  assert.deepEqual(forms("RT @a: up and up #stocks #mon…"), ["rt", "@a", "up", "and", "up", "#stocks"]);
  assert.deepEqual(forms("RT @a: up and do…"), ["rt", "@a", "up", "and"]);
  assert.deepEqual(tokenise("see https://t.co/m8h…").links, []);
  assert.deepEqual(forms("RT @a: and so on …"), ["rt", "@a", "and", "so", "on"]);
  assert.deepEqual(forms("Well…"), ["well"]);
});

Deno.test("normOf() can be tokenised again and stays the same", () => {
  fc.assert(
    fc.property(text, (value) => {
      const tokens = tokenise(value);
      fc.pre(!tokens.truncated);
      assert.deepEqual(tokenise(normOf(tokens)).forms, tokens.forms);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("normOf() stays the same for each letter, in upper case and with a mark", () => {
  for (let code = 0x80; code < 0x20000; code++) {
    const letter = String.fromCodePoint(code);
    if (!/\p{L}/u.test(letter) || /\p{sc=Hani}|\p{sc=Hang}/u.test(letter)) continue;
    const norm = normOf(tokenise(`${letter} a${letter.toUpperCase()} #${letter} ${letter}\u0301`));
    if (normOf(tokenise(norm)) !== norm) assert.fail(`U+${code.toString(16)}: ${norm}`);
  }
});

Deno.test("tokenise() gives well-formed tokens without space, quote, parenthesis or star for any text", () => {
  const check = (value: string) => {
    for (const form of tokenise(value).forms) {
      assert.match(form, /^[^\s"“”()*\p{Cc}\p{Cs}]+$/u);
      assert.ok(form.isWellFormed());
    }
  };
  hostileTexts.forEach(([, value]) => check(value));
  fc.assert(fc.property(text, check), { numRuns: 2000 });
});
