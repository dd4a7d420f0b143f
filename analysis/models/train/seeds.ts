import { hashForm, mix } from "../../text/hash.ts";
import { featureGroups } from "../../text/features.ts";
import { tokenise } from "../../text/tokens.ts";
import { type Corpus, startOf } from "./corpus.ts";
import type { Weights } from "./train_linear.ts";

/** A model that nobody trained: each seed word speaks for its label, negated or not. */
export function seedModel(
  seeds: readonly string[],
  bits: number,
  known: number,
): Weights {
  const labels = seeds.length;
  const weights = new Float32Array((2 ** bits + known) * labels);
  seeds.forEach((words, label) => {
    for (const hash of seedHashes(words)) weights[(hash & (2 ** bits - 1)) * labels + label] = 1;
  });
  return {
    kind: "sigmoid",
    labels,
    bits,
    weights,
    biases: new Float32Array(labels),
    helpers: new Float32Array(0),
  };
}

/**
 * Texts labelled by the seeds in them, as bits, and their features without those of the seeds: a model of these learns
 * which other words go with a label.
 */
export function weakCorpus(
  corpus: Corpus,
  seeds: readonly string[],
): { corpus: Corpus; targets: Int32Array } {
  const labelOf = new Map<number, number>();
  seeds.forEach((words, label) => {
    for (const hash of seedHashes(words)) labelOf.set(hash, (labelOf.get(hash) ?? 0) | 1 << label);
  });
  const targets = new Int32Array(corpus.count);
  const hashes = new Int32Array(corpus.hashes.length);
  const ends = new Int32Array(corpus.ends.length);
  let used = 0;
  for (let text = 0; text < corpus.count; text++) {
    let from = startOf(corpus, text);
    for (let group = 0; group < featureGroups; group++) {
      const to = corpus.ends[text * featureGroups + group]!;
      for (let i = from; i < to; i++) {
        const labels = group === 0 ? labelOf.get(corpus.hashes[i]!) ?? 0 : 0;
        targets[text]! |= labels;
        if (labels === 0 && group === 0) hashes[used++] = corpus.hashes[i]!;
      }
      ends[text * featureGroups + group] = used;
      from = to;
    }
  }
  return { corpus: { ...corpus, hashes: hashes.subarray(0, used), ends }, targets };
}

const negatedHash = 0x51ed270b;

function seedHashes(words: string): number[] {
  return tokenise(words).forms.flatMap((form) => [hashForm(form), mix(hashForm(form), negatedHash)]);
}
