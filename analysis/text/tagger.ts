import { readUnitFeatures } from "./tag_features.ts";
import { createTagFeatures, maxTagged, tagFeatures } from "./tag_view.ts";
import { isPlain, surveyUnits } from "./tag_survey.ts";
import type { Units } from "./units.ts";
import { bestPath, createLattice, type Lattice, type Stretch } from "./viterbi.ts";
import type { WordTable } from "./word_table.ts";

/** A trained sequence tagger. Tags are the outside, then beginning and continuation of each type in turn. */
export interface Tagger {
  model: string;
  tags: readonly string[];
  bits: number;
  /** What a step of a weight is worth. */
  scale: number;
  /** What is taken off the outside: the more, the less is missed, and the more is said that is no name. */
  outsideBias: number;
  /** From the margin of a span over the outside to the log-odds that it is right. */
  slope: number;
  shift: number;
  /** Of each pair of tags; -Infinity where one cannot follow the other. */
  transitions: Float64Array;
  /** Weights + 8 of eight tags in the half bytes of a number, 2 numbers a row. */
  table: Uint32Array;
  words: WordTable;
  phrases: WordTable;
}

/** A stretch of units that the tagger takes for a name; `type` is that of the tag, `score` the chance that it is right. */
export interface TaggedSpan {
  first: number;
  last: number;
  type: string;
  score: number;
}

const rowNumbers = 2;
/** The bytes of a row of weights. */
export const taggerRowBytes: number = rowNumbers * Uint32Array.BYTES_PER_ELEMENT;
const tagsOfNumber = 8;
const zeroWeight = 8;
/** The largest weight in either direction: each has half a byte. */
export const mostWeight = 7;

/** Packs weights, `weights[row * tags + tag]`, at most 16 tags. */
export function packTags(weights: Int8Array, tags: number): Uint32Array {
  const rows = weights.length / tags;
  const table = new Uint32Array(rows * rowNumbers);
  for (let row = 0; row < rows; row++) {
    for (let tag = 0; tag < rowNumbers * tagsOfNumber; tag++) {
      const weight = (tag < tags ? weights[row * tags + tag]! : 0) + zeroWeight;
      table[row * rowNumbers + Math.floor(tag / tagsOfNumber)]! |= weight << (tag % tagsOfNumber * 4);
    }
  }
  return table;
}

/** Finds the names of people, places and the like in a text. */
export function tagEntities(tagger: Tagger, text: string, units: Units): TaggedSpan[] {
  const count = surveyUnits(text, units, tagger, features);
  const spans: TaggedSpan[] = [];
  for (let unit = 0; unit < count;) {
    const first = unit;
    while (unit < count && !isPlain(unit, features)) unit++;
    if (unit > first) tagStretch(tagger, units, { first, end: unit, closed: unit < count }, count, spans);
    else unit++;
  }
  return spans;
}

const mostTags = 16;
const features = createTagFeatures();
const emissions = new Float64Array(maxTagged * mostTags);
const path = new Uint8Array(maxTagged);
const lattice: Lattice = createLattice(maxTagged, mostTags);

function tagStretch(
  tagger: Tagger,
  units: Units,
  stretch: Stretch,
  count: number,
  spans: TaggedSpan[],
): void {
  const tags = tagger.tags.length;
  emit(tagger, units, stretch, count);
  bestPath(emissions, tagger.transitions, stretch, tags, lattice, path);
  for (let unit = stretch.first; unit < stretch.end; unit++) {
    const tag = path[unit]!;
    if (tag === 0) continue;
    let last = unit;
    let margin = marginOf(unit, tags);
    while (last + 1 < stretch.end && path[last + 1] !== 0 && path[last + 1]! % 2 === 0) {
      margin += marginOf(++last, tags);
    }
    margin /= last - unit + 1;
    const score = 1 / (1 + Math.exp(-(tagger.slope * margin + tagger.shift)));
    spans.push({ first: unit, last, type: tagger.tags[tag]!.slice(2), score });
    unit = last;
  }
}

// By how much a unit's tag beats the outside.
function marginOf(unit: number, tags: number): number {
  return emissions[unit * tags + path[unit]!]! - emissions[unit * tags]!;
}

function emit(
  { tags, table, bits, scale, outsideBias, words }: Tagger,
  units: Units,
  { first, end }: Stretch,
  count: number,
): void {
  const size = tags.length;
  for (let unit = first; unit < end; unit++) {
    readUnitFeatures(units, unit, count, words, features);
    sumWeights(table, 2 ** bits - 1, unit * tagFeatures);
    const at = unit * size;
    for (let tag = 0; tag < size; tag++) emissions[at + tag] = sums[tag]! * scale;
    emissions[at]! -= outsideBias;
  }
}

const sums = new Int32Array(mostTags);
const blockFeatures = 17;
const everyOther = 0x0f0f0f0f;

// Four sums in a number: 17 weights of at most 15 fit into a byte.
function sumWeights(table: Uint32Array, mask: number, start: number): void {
  const { hashes } = features;
  sums.fill(-zeroWeight * tagFeatures);
  for (let block = start; block < start + tagFeatures; block += blockFeatures) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let i = block; i < block + blockFeatures; i++) {
      const row = (hashes[i]! & mask) << 1;
      const one = table[row]!;
      const two = table[row + 1]!;
      a = (a + (one & everyOther)) | 0;
      b = (b + ((one >>> 4) & everyOther)) | 0;
      c = (c + (two & everyOther)) | 0;
      d = (d + ((two >>> 4) & everyOther)) | 0;
    }
    for (let lane = 0; lane < 4; lane++) {
      const shift = lane * 8;
      sums[2 * lane]! += (a >>> shift) & 0xff;
      sums[2 * lane + 1]! += (b >>> shift) & 0xff;
      sums[2 * lane + 8]! += (c >>> shift) & 0xff;
      sums[2 * lane + 9]! += (d >>> shift) & 0xff;
    }
  }
}
