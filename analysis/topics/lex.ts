import { maxAnalysedChars, tokenise } from "../text/tokens.ts";
import { phraseLeaf, wordLeaf } from "./leaf.ts";
import { type Leaf, TopicError } from "./topic.ts";

/** A piece of a topic's text. `leaf` is null where it holds nothing to search for, such as "!!!". */
export type Lexeme =
  & { at: number; length: number }
  & ({ kind: "(" | ")" | "or" | "and" | "not" } | { kind: "leaf"; leaf: Leaf | null });

/** Cuts the text of a topic into pieces. @throws {TopicError} on a piece that cannot be read. */
export function lexTopic(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  for (let at = 0; at < text.length;) {
    const blank = endOf(/\s+/y, text, at);
    if (blank > at) {
      at = blank;
      continue;
    }
    const lexeme = lexOne(text, at);
    lexemes.push(lexeme);
    at += lexeme.length;
  }
  return lexemes;
}

const quotes = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02';
const restOfPhrase = new RegExp(`[^${quotes}]*`, "y");
const restOfWord = new RegExp(`[^\\s()${quotes}]+`, "y");
// With the dashes that a word processor makes of a hyphen.
const exclusion = /[-\u2212\u2013](?=[^\s)])/y;
const operators: Record<string, "or" | "and" | "not"> = { OR: "or", AND: "and", NOT: "not" };

function lexOne(text: string, at: number): Lexeme {
  const char = text[at]!;
  if (char === "(" || char === ")") return { kind: char, at, length: 1 };
  if (quotes.includes(char)) return lexPhrase(text, at);
  if (endOf(exclusion, text, at) > at) return { kind: "not", at, length: 1 };
  checkOperator(text, at);
  const word = text.slice(at, endOf(restOfWord, text, at));
  if (Object.hasOwn(operators, word)) return { kind: operators[word]!, at, length: word.length };
  return { kind: "leaf", at, length: word.length, leaf: readWord(word, at) };
}

function lexPhrase(text: string, at: number): Lexeme {
  const end = endOf(restOfPhrase, text, at + 1);
  if (end === text.length) throw new TopicError("Unclosed quote: add the second one", at, end - at);
  const inside = text.slice(at + 1, end).trim();
  const length = end + 1 - at;
  checkSearchable(inside, at, length);
  return { kind: "leaf", at, length, leaf: phraseLeaf(inside, /[^\s*]\*$/.test(inside)) };
}

function readWord(word: string, at: number): Leaf | null {
  checkSearchable(word, at, word.length);
  const star = word.indexOf("*");
  if (star < 0) return wordLeaf(word, false);
  if (star < word.length - 1) {
    throw new TopicError("A * can only stand at the end of a word", at + star, 1);
  }
  const leaf = wordLeaf(word.slice(0, -1), true);
  if (leaf === null) throw new TopicError("A * needs the beginning of a word before it", at + star, 1);
  return leaf;
}

const nameBeforeColon = /([\p{L}_][\p{L}\p{N}_]*):(?=[^\s/)])/uy;
const near = /NEAR\/\d+(?![^\s()])/y;
const laterOperators = ["source", "lang", "in", "author", "from", "to", "has", "is", "since", "until"];

function checkOperator(text: string, at: number): void {
  const nearEnd = endOf(near, text, at);
  if (nearEnd > at) throw new TopicError("NEAR is not available yet", at, nearEnd - at);
  const end = endOf(nameBeforeColon, text, at);
  if (end === at) return;
  const later = laterOperators.includes(text.slice(at, end - 1).toLowerCase());
  const what = later ? "is not available yet" : 'is unknown; to search for the words, put them in "quotes"';
  throw new TopicError(`${text.slice(at, end)} ${what}`, at, end - at);
}

function checkSearchable(text: string, at: number, length: number): void {
  if (text.length > maxAnalysedChars) throw new TopicError("This is too long to search for", at, length);
  if (tokenise(text).links.length > 0) {
    throw new TopicError("Links cannot be searched for: name the words of the post", at, length);
  }
}

function endOf(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : at;
}
