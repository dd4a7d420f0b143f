import { createVocabulary, type Vocabulary } from "../text/vocabulary.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

interface Header {
  kind: "vocabulary";
  model: string;
}

/** The bytes of a vocabulary's file: the hash of each word in 32 bits. */
export function encodeVocabulary(model: string, { words }: Vocabulary): Uint8Array {
  const body = new Uint8Array(4 * words.length);
  const view = new DataView(body.buffer);
  words.forEach((hash, number) => view.setInt32(4 * number, hash, true));
  return encodeModel<Header>({ header: { kind: "vocabulary", model }, body });
}

/** Reads a vocabulary from its file. @throws {Fatal} naming the file where it cannot be used. */
export function decodeVocabulary(bytes: Uint8Array, file: string): Vocabulary {
  const { body } = decodeModel<Header>(bytes, file, "vocabulary");
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return createVocabulary(
    Int32Array.from({ length: body.length >> 2 }, (_, number) => view.getInt32(4 * number, true)),
  );
}
