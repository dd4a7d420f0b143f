import { createTagFeatures, maxTagged, readUnitFeatures, tagFeatures } from "./tag_features.ts";
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
  /** What is taken off the outside, so that less is missed. */
  outsideBias: number;
  /** From the margin of a span over the outside to the log-odds that it is right. */
  slope: number;
  shift: number;
  /** Of each pair of tags; -Infinity where one cannot follow the other. */
  transitions: Float64Array;
  /** Weights + 128 of four tags in the bytes of a number, 4 numbers a row. */
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

const rowNumbers = 4;
const zeroWeight = 128;

/** Packs 8-bit weights, `weights[row * tags + tag]`, at most 16 tags. */
export function packTags(weights: Int8Array, tags: number): Uint32Array {
  const rows = weights.length / tags;
  const table = new Uint32Array(rows * rowNumbers);
  for (let row = 0; row < rows; row++) {
    for (let tag = 0; tag < 4 * rowNumbers; tag++) {
      const weight = (tag < tags ? weights[row * tags + tag]! : 0) + zeroWeight;
      table[row * rowNumbers + (tag >> 2)]! |= weight << (tag % 4 * 8);
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

// Two sums in a number: at most 40 weights of at most 255.
function emit(
  { tags, table, bits, scale, outsideBias, words }: Tagger,
  units: Units,
  { first, end }: Stretch,
  count: number,
): void {
  const mask = 2 ** bits - 1;
  const size = tags.length;
  const zero = zeroWeight * tagFeatures;
  const { hashes } = features;
  for (let unit = first; unit < end; unit++) {
    readUnitFeatures(units, unit, count, words, features);
    let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
    const stop = (unit + 1) * tagFeatures;
    for (let i = unit * tagFeatures; i < stop; i++) {
      const row = (hashes[i]! & mask) << 2;
      const one = table[row]!;
      const two = table[row + 1]!;
      const three = table[row + 2]!;
      const four = table[row + 3]!;
      a = (a + (one & everyOther)) | 0;
      b = (b + ((one >>> 8) & everyOther)) | 0;
      c = (c + (two & everyOther)) | 0;
      d = (d + ((two >>> 8) & everyOther)) | 0;
      e = (e + (three & everyOther)) | 0;
      f = (f + ((three >>> 8) & everyOther)) | 0;
      g = (g + (four & everyOther)) | 0;
    }
    const at = unit * size;
    unpack(a, b, at, zero, scale);
    unpack(c, d, at + 4, zero, scale);
    unpack(e, f, at + 8, zero, scale);
    emissions[at + 12] = ((g & 0xffff) - zero) * scale;
    emissions[at]! -= outsideBias;
  }
}

function unpack(even: number, odd: number, at: number, zero: number, scale: number): void {
  emissions[at] = ((even & 0xffff) - zero) * scale;
  emissions[at + 1] = ((odd & 0xffff) - zero) * scale;
  emissions[at + 2] = ((even >>> 16) - zero) * scale;
  emissions[at + 3] = ((odd >>> 16) - zero) * scale;
}

const everyOther = 0x00ff00ff;
