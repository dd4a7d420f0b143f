import { findPhrases } from "../../text/phrases.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { createWinkStems } from "../../text/wink.ts";
import type { WordTable } from "../../text/word_table.ts";
import { readNdjson } from "../train/bench_files.ts";
import type { Scores } from "./score_heads.ts";

const sets = { "Inspec": "inspec", "SemEval2017": "semeval2017", "KPCrowd": "kpcrowd500n" };

/** F1 of the best 5 and 10 phrases against the key phrases that people gave, by stems, over all documents of a set. */
export function scorePhrases(words: WordTable): Scores {
  const scores: Scores = {};
  for (const [name, file] of Object.entries(sets)) {
    for (const best of [5, 10]) scores[`${name} F1@${best}`] = scoreSet(words, file, best);
  }
  return scores;
}

function scoreSet(words: WordTable, file: string, best: number): number {
  const units = createUnits();
  const stem = createWinkStems();
  let [hits, said, wanted] = [0, 0, 0];
  for (const { text, keys } of readNdjson<{ text: string; keys: string[] }>(`keywords/${file}.dev.ndjson`)) {
    readUnits(text, tokenise(text), units);
    // Inspec breaks its lines within keys.
    const gold = new Set(keys.map((key) => stem(key.replace(/\s+/g, " "))));
    const found = new Set(findPhrases(text, units, words).map((phrase) => stem(phrase.text)));
    const top = [...found].slice(0, best);
    hits += top.filter((phrase) => gold.has(phrase)).length;
    said += top.length;
    wanted += gold.size;
  }
  return 200 * hits / (said + wanted);
}
