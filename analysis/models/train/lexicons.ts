import afinn from "sentiment/languages/en/labels.json" with { type: "json" };
import vader from "vader-sentiment/vader_lexicon.txt" with { type: "text" };
import { createLexicon, type Lexicon } from "../../text/lexicon.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits, unitKinds } from "../../text/units.ts";

/** AFINN-165 and the list of VADER (both MIT) by the hashes of their words; what is no single word is left out. */
export function makeLexicons(): { afinn: Lexicon; vader: Lexicon } {
  const rows = vader.split("\n").map((line) => line.split("\t"));
  return {
    afinn: hashed(Object.entries(afinn)),
    vader: hashed(rows.map(([word, value]) => [word ?? "", Number(value ?? 0)])),
  };
}

function hashed(words: readonly (readonly [string, number])[]): Lexicon {
  const units = createUnits();
  return createLexicon(words.flatMap(([word, value]): [number, number][] => {
    readUnits(word, tokenise(word), units);
    const single = units.count === 1 && units.kinds[0] !== unitKinds.number;
    return single && value !== 0 ? [[units.hashes[0]!, value]] : [];
  }));
}
