import { Fatal } from "../../ingest/base/errors.ts";
import { type LinearHead, packTable } from "../text/linear.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

/** A head as its file holds it: `weights[row * labels + label]`. */
export type LinearWeights = Omit<LinearHead, "table"> & { weights: Int8Array };

type Header = Omit<LinearHead, "table" | "kind"> & { kind: "linear"; head: LinearHead["kind"] };

/** The bytes of a head's file. */
export function encodeLinear({ weights, kind, ...rest }: LinearWeights): Uint8Array {
  const body = new Uint8Array(weights.buffer, weights.byteOffset, weights.length);
  return encodeModel<Header>({ header: { ...rest, kind: "linear", head: kind }, body });
}

/** Reads a head from its file. @throws {Fatal} naming the file where it cannot be used. */
export function decodeLinear(bytes: Uint8Array, file: string): LinearHead {
  const { header: { head, kind: _, ...rest }, body } = decodeModel<Header>(bytes, file, "linear");
  if (body.length !== 2 ** rest.bits * rest.labels.length) {
    throw new Fatal(
      `Cannot use model file "${file}": it holds ${body.length} weights for ${rest.labels.length}` +
        ` labels of 2^${rest.bits} rows`,
    );
  }
  const weights = new Int8Array(body.buffer, body.byteOffset, body.length);
  return { ...rest, kind: head, table: packTable(weights, rest.labels.length) };
}
