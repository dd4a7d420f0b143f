import type { Lattice } from "./viterbi.ts";
import { bestPath, createLattice } from "./viterbi.ts";
import { createTagFeatures, maxTagged, readTagFeatures, tagFeatures } from "./tag_features.ts";
import { unitKinds, type Units } from "./units.ts";
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
  /** Weights + 128 of two tags in the halves of a number, 8 numbers a row. */
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

const rowNumbers = 8;
const zeroWeight = 128;

/** Packs 8-bit weights, `weights[row * tags + tag]`, at most 16 tags. */
export function packTags(weights: Int8Array, tags: number): Uint32Array {
  const rows = weights.length / tags;
  const table = new Uint32Array(rows * rowNumbers);
  for (let row = 0; row < rows; row++) {
    for (let tag = 0; tag < 2 * rowNumbers; tag++) {
      const weight = (tag < tags ? weights[row * tags + tag]! : 0) + zeroWeight;
      table[row * rowNumbers + (tag >> 1)]! |= weight << (tag % 2 * 16);
    }
  }
  return table;
}

/** Finds the names of people, places and the like in a text. */
export function tagEntities(tagger: Tagger, text: string, units: Units): TaggedSpan[] {
  const count = readTagFeatures(text, units, tagger.words, tagger.phrases, features);
  const tags = tagger.tags.length;
  emit(tagger, units, count);
  bestPath(emissions, tagger.transitions, count, tags, lattice, path);
  const spans: TaggedSpan[] = [];
  let open: TaggedSpan | undefined;
  for (let unit = 0; unit < count; unit++) {
    const tag = path[unit]!;
    if (tag === 0) open = undefined;
    else if (tag % 2 === 1 || open === undefined) {
      spans.push(open = { first: unit, last: unit, type: tagger.tags[tag]!.slice(2), score: 0 });
    } else open.last = unit;
  }
  for (const span of spans) {
    let margin = 0;
    for (let unit = span.first; unit <= span.last; unit++) {
      margin += emissions[unit * tags + path[unit]!]! - emissions[unit * tags]!;
    }
    margin /= span.last - span.first + 1;
    span.score = 1 / (1 + Math.exp(-(tagger.slope * margin + tagger.shift)));
  }
  return spans;
}

const mostTags = 16;
const features = createTagFeatures();
const emissions = new Float64Array(maxTagged * mostTags);
const path = new Uint8Array(maxTagged);
const lattice: Lattice = createLattice(maxTagged, mostTags);
const never = 1e6;

// Seven numbers with two sums each: at most 40 weights of at most 255.
function emit({ tags, table, bits, scale, outsideBias }: Tagger, { kinds }: Units, count: number): void {
  const mask = 2 ** bits - 1;
  const size = tags.length;
  const zero = zeroWeight * tagFeatures;
  const { hashes } = features;
  for (let unit = 0; unit < count; unit++) {
    let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0];
    const end = (unit + 1) * tagFeatures;
    for (let i = unit * tagFeatures; i < end; i++) {
      const row = (hashes[i]! & mask) << 3;
      a = (a + table[row]!) | 0;
      b = (b + table[row + 1]!) | 0;
      c = (c + table[row + 2]!) | 0;
      d = (d + table[row + 3]!) | 0;
      e = (e + table[row + 4]!) | 0;
      f = (f + table[row + 5]!) | 0;
      g = (g + table[row + 6]!) | 0;
    }
    const at = unit * size;
    unpack(a, at, zero, scale);
    unpack(b, at + 2, zero, scale);
    unpack(c, at + 4, zero, scale);
    unpack(d, at + 6, zero, scale);
    unpack(e, at + 8, zero, scale);
    unpack(f, at + 10, zero, scale);
    emissions[at + 12] = ((g & 0xffff) - zero) * scale;
    emissions[at]! -= outsideBias;
    const kind = kinds[unit];
    if (kind === unitKinds.mention || kind === unitKinds.link || kind === unitKinds.emoji) {
      emissions[at]! += never;
    }
  }
}

function unpack(pair: number, at: number, zero: number, scale: number): void {
  emissions[at] = ((pair & 0xffff) - zero) * scale;
  emissions[at + 1] = ((pair >>> 16) - zero) * scale;
}
