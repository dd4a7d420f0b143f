import { type Convolution, filterWidth } from "../text/convolution.ts";
import { sequenceRows } from "../text/features.ts";

/** The sizes of a convolution, and what a step is worth of its vectors and, as it runs, of their products with filters. */
export interface ConvolutionHeader {
  width: number;
  filters: number;
  scale: number;
  productScale: number;
}

/** A convolution as a file holds it: filters see products of the vectors of rows, `vectors[row * width + d]`. */
export interface ConvolutionSteps extends ConvolutionHeader {
  vectors: Int8Array;
  /** `taps[(place * width + d) * filters + filter]`. */
  taps: Float32Array;
  biases: Float32Array;
  /** `weights[label * filters + filter]`. */
  weights: Float32Array;
}

/** How many bytes `packConvolution` makes. */
export function convolutionBytes({ width, filters }: ConvolutionHeader, labels: number): number {
  return sequenceRows * width + 4 * filters * (filterWidth * width + 1 + labels);
}

/** The numbers of a convolution as bytes: vectors, then taps, biases and weights as 32-bit little-endian floats. */
export function packConvolution({ vectors, taps, biases, weights }: ConvolutionSteps): Uint8Array {
  const floats = [...taps, ...biases, ...weights];
  const bytes = new Uint8Array(vectors.length + 4 * floats.length);
  bytes.set(new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.length));
  const view = new DataView(bytes.buffer, vectors.length);
  floats.forEach((number, i) => view.setFloat32(4 * i, number, true));
  return bytes;
}

/** A convolution as it runs, of its bytes: vectors times filters, for every row and place. */
export function unpackConvolution(
  { width, filters, scale, productScale }: ConvolutionHeader,
  bytes: Uint8Array,
): Convolution {
  const size = sequenceRows * width;
  const vectors = new Int8Array(bytes.buffer, bytes.byteOffset, size);
  const view = new DataView(bytes.buffer, bytes.byteOffset + size, bytes.length - size);
  const floats = Float32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
  const taps = floats.subarray(0, filterWidth * width * filters);
  const table = new Int8Array((sequenceRows + 1) * filterWidth * filters);
  eachProduct(
    { width, filters, scale, vectors, taps },
    (at, product) => table[at] = Math.round(product / productScale),
  );
  return {
    filters,
    table,
    scale: productScale,
    biases: floats.subarray(taps.length, taps.length + filters),
    weights: floats.subarray(taps.length + filters),
  };
}

/** Visits what each row adds to each filter at each place, `at` as in the table of a convolution that runs. */
export function eachProduct(
  { width, filters, scale, vectors, taps }: Pick<
    ConvolutionSteps,
    "width" | "filters" | "scale" | "vectors" | "taps"
  >,
  visit: (at: number, product: number) => void,
): void {
  const sums = new Float64Array(filters);
  for (let row = 0; row < sequenceRows; row++) {
    for (let place = 0; place < filterWidth; place++) {
      sums.fill(0);
      for (let d = 0; d < width; d++) {
        const number = vectors[row * width + d]! * scale;
        if (number === 0) continue;
        const from = (place * width + d) * filters;
        for (let filter = 0; filter < filters; filter++) sums[filter]! += number * taps[from + filter]!;
      }
      const to = (row * filterWidth + place) * filters;
      for (let filter = 0; filter < filters; filter++) visit(to + filter, sums[filter]!);
    }
  }
}
