import { Fatal } from "../../ingest/base/errors.ts";
import { type Tagger, taggerRowBytes } from "../text/tagger.ts";
import { createWordTable, type WordFacts } from "../text/word_table.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

/** A word or phrase with what is known of it. */
export type HashedFacts = WordFacts & { hash: number };

/** A tagger as its file holds it. */
export type TaggerContent = Omit<Tagger, "words" | "phrases" | "transitions"> & {
  transitions: readonly (number | null)[];
  words: HashedFacts[];
  phrases: HashedFacts[];
};

type Header = Omit<TaggerContent, "table" | "words" | "phrases"> & {
  kind: "tagger";
  words: number;
  phrases: number;
};

// How many bytes each fact has. All low bytes of one fact stand together, since like bytes deflate well.
const columns = {
  hash: 4,
  fine: 2,
  coarse: 1,
  sense: 2,
  field: 1,
  capital: 1,
  lists: 1,
  part: 1,
} satisfies Record<keyof HashedFacts, number>;
const columnsOf = Object.entries(columns) as [keyof HashedFacts, number][];
const factBytes = columnsOf.reduce((sum, [, bytes]) => sum + bytes, 0);

/** The bytes of a tagger's file: weights, then what is known of words and of phrases. */
export function encodeTagger({ table, words, phrases, ...rest }: TaggerContent): Uint8Array {
  const body = new Uint8Array(table.byteLength + factBytes * (words.length + phrases.length));
  body.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength));
  writeFacts(words, body, table.byteLength);
  writeFacts(phrases, body, table.byteLength + factBytes * words.length);
  return encodeModel<Header>({
    header: { ...rest, kind: "tagger", words: words.length, phrases: phrases.length },
    body,
  });
}

/** Reads a tagger from its file. @throws {Fatal} naming the file where it cannot be used. */
export function decodeTagger(bytes: Uint8Array, file: string): Tagger {
  const { header, body } = decodeModel<Header>(bytes, file, "tagger");
  const { kind: _, words, phrases, transitions, ...rest } = header;
  const size = 2 ** rest.bits * taggerRowBytes;
  if (body.length !== size + factBytes * (words + phrases)) {
    throw new Fatal(`Cannot use model file "${file}": its tables are not as long as it says`);
  }
  return {
    ...rest,
    transitions: Float64Array.from(transitions, (value) => value ?? -Infinity),
    table: new Uint32Array(body.buffer, body.byteOffset, size / Uint32Array.BYTES_PER_ELEMENT),
    words: createWordTable(readFacts(body, size, words)),
    phrases: createWordTable(readFacts(body, size + factBytes * words, phrases)),
  };
}

// By rising hash, of which only by how much it rises is written.
function writeFacts(facts: readonly HashedFacts[], into: Uint8Array, start: number): void {
  const sorted = facts.toSorted((a, b) => (a.hash >>> 0) - (b.hash >>> 0));
  const rows = sorted.map((row, i) => ({ ...row, hash: row.hash - (i === 0 ? 0 : sorted[i - 1]!.hash) }));
  let at = start;
  for (const [fact, bytes] of columnsOf) {
    for (let byte = 0; byte < bytes; byte++) {
      for (const row of rows) into[at++] = row[fact] >>> (8 * byte);
    }
  }
}

function readFacts(body: Uint8Array, start: number, count: number): HashedFacts[] {
  const rows = Array.from(
    { length: count },
    (): HashedFacts => ({ hash: 0, fine: 0, coarse: 0, sense: 0, field: 0, capital: 0, lists: 0, part: 0 }),
  );
  let at = start;
  for (const [fact, bytes] of columnsOf) {
    for (let byte = 0; byte < bytes; byte++) {
      for (const row of rows) row[fact] |= body[at++]! << (8 * byte);
    }
  }
  let hash = 0;
  for (const row of rows) row.hash = hash = (hash + row.hash) | 0;
  return rows;
}
