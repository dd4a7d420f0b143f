import { languageOf } from "../../text/language.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import type { Models } from "../models.ts";
import { readTsv } from "../train/bench_files.ts";
import type { Scores } from "./score_heads.ts";

// Romanised and mixed with English: reported apart.
const apart = "hi";

/** The share of posts whose language is found, of each of nine languages, their mean, and romanised Hindi apart. */
export function scoreLanguage({ lexicons, tagger }: Models): Scores {
  const units = createUnits();
  const counts = new Map<string, { all: number; right: number }>();
  for (const { labels: [lang], text } of readTsv("langid/dev.tsv")) {
    const own = counts.get(lang!) ?? { all: 0, right: 0 };
    counts.set(lang!, own);
    const [words = ""] = text.split("\t", 1);
    readUnits(words, tokenise(words), units);
    own.all++;
    if (languageOf(units, undefined, lexicons, tagger.words).lang === lang) own.right++;
  }
  const shares = [...counts].sort(([a], [b]) => a < b ? -1 : 1).map((
    [lang, { all, right }],
  ): [string, number] => [
    lang,
    100 * right / all,
  ]);
  const nine = shares.filter(([lang]) => lang !== apart).map(([, share]) => share);
  return { mean: nine.reduce((sum, share) => sum + share, 0) / nine.length, ...Object.fromEntries(shares) };
}
