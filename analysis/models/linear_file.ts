import { Fatal } from "../../ingest/base/errors.ts";
import { maxFilters } from "../text/convolution.ts";
import { type LinearHead, packTable } from "../text/linear.ts";
import {
  convolutionBytes,
  type ConvolutionHeader,
  type ConvolutionSteps,
  packConvolution,
  unpackConvolution,
} from "./convolution_file.ts";
import { decodeModel, encodeModel } from "./model_file.ts";

/** A head as its file holds it: `weights[row * labels + label]`, the rows of words last. */
export type LinearWeights = Omit<LinearHead, "table" | "words" | "convolution"> & {
  weights: Int8Array;
  convolution?: ConvolutionSteps;
};

type Header = Omit<LinearWeights, "weights" | "kind" | "convolution"> & {
  kind: "linear";
  head: LinearHead["kind"];
  convolution?: ConvolutionHeader;
};

/** The bytes of a head's file. */
export function encodeLinear({ weights, kind, convolution, ...rest }: LinearWeights): Uint8Array {
  const bytes = new Uint8Array(weights.buffer, weights.byteOffset, weights.length);
  const header: Header = { ...rest, kind: "linear", head: kind };
  if (convolution === undefined) return encodeModel<Header>({ header, body: bytes });
  const { width, filters, scale, productScale } = convolution;
  const body = Uint8Array.from([...bytes, ...packConvolution(convolution)]);
  return encodeModel<Header>({
    header: { ...header, convolution: { width, filters, scale, productScale } },
    body,
  });
}

/** Reads a head from its file, made with a vocabulary of so many words. @throws {Fatal} naming the file where it cannot be used. */
export function decodeLinear(bytes: Uint8Array, file: string, words: number): LinearHead {
  const { header: { head, kind: _, convolution, ...rest }, body } = decodeModel<Header>(
    bytes,
    file,
    "linear",
  );
  const refuse = (reason: string) => new Fatal(`Cannot use model file "${file}": ${reason}`);
  if (convolution !== undefined && convolution.filters > maxFilters) {
    throw refuse(`its convolution has ${convolution.filters} filters, this program runs up to ${maxFilters}`);
  }
  const labels = rest.labels.length;
  const size = 2 ** rest.bits * labels;
  const weightsEnd = size + words * labels;
  const expected = weightsEnd + (convolution === undefined ? 0 : convolutionBytes(convolution, labels));
  if (body.length !== expected) {
    throw refuse(
      `it holds ${body.length} bytes where ${expected} are needed for ${labels}` +
        ` labels of 2^${rest.bits} rows and ${words} words`,
    );
  }
  const weights = new Int8Array(body.buffer, body.byteOffset, weightsEnd);
  return {
    ...rest,
    kind: head,
    table: packTable(weights.subarray(0, size), labels),
    words: packTable(weights.subarray(size), labels),
    ...(convolution === undefined
      ? {}
      : { convolution: unpackConvolution(convolution, body.subarray(weightsEnd)) }),
  };
}
