import type { Lexeme } from "./lex.ts";
import { maxTopicDepth, maxTopicLeaves, TopicError, type TopicNode } from "./topic.ts";

/** The tree of a topic's pieces; null where none holds a word. `end` is the length of the text. @throws {TopicError} */
export function parseLexemes(lexemes: Lexeme[], end: number): TopicNode | null {
  return new Parser(lexemes, end).all();
}

class Parser {
  #next = 0;
  #leaves = 0;

  constructor(readonly lexemes: Lexeme[], readonly end: number) {}

  all(): TopicNode | null {
    const node = this.#or(0);
    const rest = this.lexemes[this.#next];
    if (rest !== undefined) throw new TopicError("Closing parenthesis without an opening one", rest.at, 1);
    return node;
  }

  #or(depth: number): TopicNode | null {
    const first = this.#and(depth);
    const sides = [first];
    for (let or = this.#take("or"); or !== undefined; or = this.#take("or")) {
      sides.push(this.#and(depth));
      if (sides.includes(null)) throw new TopicError("OR needs something on both sides", or.at, or.length);
    }
    return join("or", sides);
  }

  #and(depth: number): TopicNode | null {
    const parts: (TopicNode | null)[] = [];
    while (this.#startsPart()) parts.push(this.#part(depth));
    for (let and = this.#take("and"); and !== undefined; and = this.#take("and")) {
      if (parts.every((part) => part === null) || !this.#startsPart()) {
        throw new TopicError("AND needs something on both sides", and.at, and.length);
      }
      while (this.#startsPart()) parts.push(this.#part(depth));
    }
    return join("and", parts);
  }

  #part(depth: number): TopicNode | null {
    const lexeme = this.lexemes[this.#next++]!;
    if (depth > maxTopicDepth) {
      throw new TopicError(
        `More than ${maxTopicDepth} levels: use fewer parentheses`,
        lexeme.at,
        lexeme.length,
      );
    }
    if (lexeme.kind === "not") return this.#not(lexeme, depth);
    if (lexeme.kind === "(") return this.#group(lexeme, depth);
    if (lexeme.kind !== "leaf" || lexeme.leaf === null) return null;
    if (++this.#leaves > maxTopicLeaves) {
      throw new TopicError(
        `A topic has at most ${maxTopicLeaves} words and phrases`,
        lexeme.at,
        lexeme.length,
      );
    }
    return lexeme.leaf;
  }

  #not(sign: Lexeme, depth: number): TopicNode | null {
    if (!this.#startsPart()) throw new TopicError("An exclusion needs a word after it", sign.at, sign.length);
    const of = this.#part(depth + 1);
    if (of === null) return null;
    return of.kind === "not" ? of.of : { kind: "not", of };
  }

  #group(open: Lexeme, depth: number): TopicNode {
    const node = this.#or(depth + 1);
    const close = this.#take(")");
    if (close === undefined) {
      throw new TopicError("Unclosed parenthesis: add a )", open.at, this.end - open.at);
    }
    if (node === null) {
      throw new TopicError("Nothing between the parentheses", open.at, close.at + 1 - open.at);
    }
    return node;
  }

  #startsPart(): boolean {
    const kind = this.lexemes[this.#next]?.kind;
    return kind === "leaf" || kind === "not" || kind === "(";
  }

  #take(kind: Lexeme["kind"]): Lexeme | undefined {
    return this.lexemes[this.#next]?.kind === kind ? this.lexemes[this.#next++] : undefined;
  }
}

function join(kind: "and" | "or", parts: (TopicNode | null)[]): TopicNode | null {
  const of = parts.flatMap((part) => part === null ? [] : part.kind === kind ? part.of : [part]);
  return of.length < 2 ? of[0] ?? null : { kind, of };
}
