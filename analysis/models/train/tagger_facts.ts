import type { HashedFacts } from "../tagger_file.ts";
import type { Directions } from "./directions.ts";
import { readNameLists } from "./name_lists.ts";
import { learnParts } from "./parts.ts";
import { unlabelledTexts } from "./recipes.ts";
import { learnSenses } from "./senses.ts";
import { taggerSets, trainingTexts } from "./tagger_texts.ts";
import { learnWordFacts } from "./word_facts.ts";

/** What is known of words and phrases, from texts, word vectors and lists of names. */
export function readFacts(directions: Directions): { words: HashedFacts[]; phrases: HashedFacts[] } {
  const marked = taggerSets.flatMap(trainingTexts);
  const facts = learnWordFacts([...unlabelledTexts(), ...marked.map(({ text }) => text)]);
  const lists = readNameLists();
  const senses = learnSenses(directions);
  const nothing = { fine: 0, coarse: 0, sense: 0, field: 0, capital: 0 };
  const parts = learnParts();
  const hashes = new Set([...facts.keys(), ...lists.words.keys(), ...senses.keys()]);
  return {
    words: [...hashes].map((hash) => ({
      hash,
      ...nothing,
      ...facts.get(hash),
      ...senses.get(hash),
      lists: lists.words.get(hash) ?? 0,
      part: parts.get(hash) ?? 0,
    })),
    phrases: [...lists.phrases].map(([hash, bits]) => ({ hash, ...nothing, lists: bits, part: 0 })),
  };
}
