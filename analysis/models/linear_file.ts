import { Fatal } from "../../ingest/base/errors.ts";
import { type LinearHead, packTable } from "../text/linear.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

/** A head as its file holds it: `weights[row * labels + label]`, the rows of words last. */
export type LinearWeights = Omit<LinearHead, "table" | "words"> & { weights: Int8Array };

type Header = Omit<LinearWeights, "weights" | "kind"> & { kind: "linear"; head: LinearHead["kind"] };

/** The bytes of a head's file. */
export function encodeLinear({ weights, kind, ...rest }: LinearWeights): Uint8Array {
  const body = new Uint8Array(weights.buffer, weights.byteOffset, weights.length);
  return encodeModel<Header>({ header: { ...rest, kind: "linear", head: kind }, body });
}

/** Reads a head from its file, made with a vocabulary of so many words. @throws {Fatal} naming the file where it cannot be used. */
export function decodeLinear(bytes: Uint8Array, file: string, words: number): LinearHead {
  const { header: { head, kind: _, ...rest }, body } = decodeModel<Header>(bytes, file, "linear");
  const labels = rest.labels.length;
  const size = 2 ** rest.bits * labels;
  if (body.length !== size + words * labels) {
    throw new Fatal(
      `Cannot use model file "${file}": it holds ${body.length} weights for ${labels}` +
        ` labels of 2^${rest.bits} rows and ${words} words`,
    );
  }
  const weights = new Int8Array(body.buffer, body.byteOffset, body.length);
  return {
    ...rest,
    kind: head,
    table: packTable(weights.subarray(0, size), labels),
    words: packTable(weights.subarray(size), labels),
  };
}
