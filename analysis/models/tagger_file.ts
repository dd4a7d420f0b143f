import { Fatal } from "../../ingest/base/errors.ts";
import { packTags, type Tagger } from "../text/tagger.ts";
import { createWordTable, type WordFacts } from "../text/word_table.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

/** A word or phrase with what is known of it. */
export type HashedFacts = WordFacts & { hash: number };

/** A tagger as its file holds it: `weights[row * tags + tag]`. */
export type TaggerContent =
  & Omit<Tagger, "table" | "words" | "phrases" | "transitions">
  & {
    transitions: readonly (number | null)[];
    weights: Int8Array;
    words: HashedFacts[];
    phrases: HashedFacts[];
  };

type Header =
  & Omit<TaggerContent, "weights" | "words" | "phrases">
  & { kind: "tagger"; words: number; phrases: number };

const factBytes = 10;

/** The bytes of a tagger's file: weights, then 10 bytes a word and phrase. */
export function encodeTagger({ weights, words, phrases, ...rest }: TaggerContent): Uint8Array {
  const body = new Uint8Array(weights.length + factBytes * (words.length + phrases.length));
  body.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length));
  const view = new DataView(body.buffer);
  let at = weights.length;
  for (const { hash, fine, coarse, capital, lists, part } of [...words, ...phrases]) {
    view.setInt32(at, hash, true);
    view.setUint16(at + 4, fine, true);
    view.setUint8(at + 6, coarse);
    view.setUint8(at + 7, capital);
    view.setUint8(at + 8, lists);
    view.setUint8(at + 9, part);
    at += factBytes;
  }
  return encodeModel<Header>({
    header: { ...rest, kind: "tagger", words: words.length, phrases: phrases.length },
    body,
  });
}

/** Reads a tagger from its file. @throws {Fatal} naming the file where it cannot be used. */
export function decodeTagger(bytes: Uint8Array, file: string): Tagger {
  const { header, body } = decodeModel<Header>(bytes, file, "tagger");
  const { kind: _, words, phrases, transitions, ...rest } = header;
  const size = 2 ** rest.bits * rest.tags.length;
  if (body.length !== size + factBytes * (words + phrases)) {
    throw new Fatal(`Cannot use model file "${file}": its tables are not as long as it says`);
  }
  const view = new DataView(body.buffer, body.byteOffset);
  const facts = (first: number, count: number): HashedFacts[] =>
    Array.from({ length: count }, (_, i) => {
      const at = size + factBytes * (first + i);
      return {
        hash: view.getInt32(at, true),
        fine: view.getUint16(at + 4, true),
        coarse: view.getUint8(at + 6),
        capital: view.getUint8(at + 7),
        lists: view.getUint8(at + 8),
        part: view.getUint8(at + 9),
      };
    });
  return {
    ...rest,
    transitions: Float64Array.from(transitions, (value) => value ?? -Infinity),
    table: packTags(new Int8Array(body.buffer, body.byteOffset, size), rest.tags.length),
    words: createWordTable(facts(0, words)),
    phrases: createWordTable(facts(words, phrases)),
  };
}
