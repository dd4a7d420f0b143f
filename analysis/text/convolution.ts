import type { Features } from "./features.ts";

/** How many units a filter sees at a time. */
export const filterWidth = 3;
/** The most filters that a convolution can have. */
export const maxFilters = 256;

/**
 * Filters over neighbouring units, of which the strongest answer anywhere in a text counts (Kim 2014). What a unit adds to
 * a filter at each of its places is kept for every row of a sequence, so that no product is left to do.
 */
export interface Convolution {
  filters: number;
  /** `table[(row * filterWidth + place) * filters + filter]`, in steps of `scale`; one more row, of zeros, stands last. */
  table: Int8Array;
  scale: number;
  biases: Float32Array;
  /** `weights[label * filters + filter]`. */
  weights: Float32Array;
}

/**
 * True where words alone leave open which of so many sums is the largest, so that a convolution is asked: it costs more than
 * they do, and turns fewer than one surer decision in 10,000 tweets.
 */
export function isOpen(sums: Float64Array, labels: number): boolean {
  let [top, next] = [-Infinity, -Infinity];
  for (let label = 0; label < labels; label++) {
    const sum = sums[label]!;
    if (sum > top) [top, next] = [sum, top];
    else if (sum > next) next = sum;
  }
  return top - next <= mostOpen;
}

const mostOpen = 0.5;

/** Adds what a convolution says of each label to `out`. */
export function addConvolution(net: Convolution, { sequence, units }: Features, out: Float64Array): void {
  if (units === 0) return;
  const { filters, table, scale, biases, weights } = net;
  const step = filterWidth * filters;
  const nothing = table.length - step;
  strongest.fill(least, 0, filters);
  let first = nothing;
  let second = sequence[0]! * step;
  for (let at = 1; at <= units; at++) {
    const third = at < units ? sequence[at]! * step : nothing;
    addPlaces(table, first, second + filters, third + 2 * filters, filters);
    first = second;
    second = third;
  }
  const labels = weights.length / filters;
  for (let filter = 0; filter < filters; filter++) {
    const answer = strongest[filter]! * scale + biases[filter]!;
    if (answer <= 0) continue;
    for (let label = 0; label < labels; label++) {
      out[label] = out[label]! + answer * weights[label * filters + filter]!;
    }
  }
}

// Most of the work.
function addPlaces(table: Int8Array, first: number, second: number, third: number, filters: number): void {
  for (let filter = 0; filter < filters; filter++) {
    const sum = table[first + filter]! + table[second + filter]! + table[third + filter]!;
    if (sum > strongest[filter]!) strongest[filter] = sum;
  }
}

const strongest = new Int32Array(maxFilters);
const least = -(2 ** 31);
