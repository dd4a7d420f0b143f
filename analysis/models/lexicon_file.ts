import { Fatal } from "../../ingest/base/errors.ts";
import type { Lexicon } from "../text/lexicon.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

interface Header {
  kind: "lexicons";
  model: string;
  names: string[];
  slots: number[];
}

/** The bytes of a file of lexicons; each is `slots` hashes of 32 bits and as many values of 8. */
export function encodeLexicons(model: string, lexicons: Record<string, Lexicon>): Uint8Array {
  const tables = Object.values(lexicons);
  const body = new Uint8Array(tables.reduce((sum, { hashes }) => sum + hashes.length * slotBytes, 0));
  let at = 0;
  for (const { hashes, tenths } of tables) {
    const view = new DataView(body.buffer, at);
    hashes.forEach((hash, i) => view.setInt32(4 * i, hash, true));
    body.set(new Uint8Array(tenths.buffer), at + 4 * hashes.length);
    at += hashes.length * slotBytes;
  }
  const slots = tables.map(({ hashes }) => hashes.length);
  return encodeModel<Header>({
    header: { kind: "lexicons", model, names: Object.keys(lexicons), slots },
    body,
  });
}

/** Reads the lexicons of a file in their order. @throws {Fatal} naming the file where it cannot be used. */
export function decodeLexicons(bytes: Uint8Array, file: string): Lexicon[] {
  const { header: { slots }, body } = decodeModel<Header>(bytes, file, "lexicons");
  if (slots.reduce((sum, count) => sum + count * slotBytes, 0) !== body.length) {
    throw new Fatal(`Cannot use model file "${file}": its tables are not as long as it says`);
  }
  let at = 0;
  return slots.map((count) => {
    const view = new DataView(body.buffer, body.byteOffset + at, count * slotBytes);
    const hashes = Int32Array.from({ length: count }, (_, i) => view.getInt32(4 * i, true));
    const tenths = new Int8Array(body.slice(at + 4 * count, at + count * slotBytes).buffer);
    at += count * slotBytes;
    return { hashes, tenths };
  });
}

const slotBytes = 5;
