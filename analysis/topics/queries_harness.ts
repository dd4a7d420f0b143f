import fc from "fast-check";
import { text } from "../text/hostile_texts_harness.ts";

// Few words, so that random texts and queries meet.
const vocabulary =
  `climate change Climat well-known don't apple's pie a A 10k 2014 café cafe\u0301 naïve ΟΔΟΣ İzmir 東京 東 京都 กิน שלום عربى
  #climate #Change #東京 @jack @me@host.social $AAPL $brk.b 👍 👍🏽 👩🏽‍💻 % _ ' ; -- \\ 100% __proto__ constructor ½ ﷺ`
    .split(/\s+/);

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...vocabulary) },
  text.map((part) => part.split(/\s/)[0]!),
);

/** Texts of posts, from the words that queries are made of and from hostile scraps. */
export const postText: fc.Arbitrary<string> = fc.oneof(
  fc.array(word, { maxLength: 12 }).map((words) => words.join(" ")),
  text,
);

const { node } = fc.letrec<{ node: string; leaf: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    tie("leaf"),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a} ${b})`),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a} OR ${b})`),
    fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a} -${b})`),
  ),
  leaf: fc.oneof(
    word,
    word.map((part) => `${part}*`),
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(" ")}"`),
  ),
}));

/** Queries of which most can be read. */
export const query: fc.Arbitrary<string> = node;

/** Queries as a cat on the keyboard types them. */
export const anyQuery: fc.Arbitrary<string> = fc.array(
  fc.oneof(
    word,
    fc.constantFrom(" ", " ", "(", ")", '"', "“", "-", "*", "OR", "AND", "NOT", ":", "NEAR/2", "»"),
  ),
  { maxLength: 20 },
).map((parts) => parts.join(""));
