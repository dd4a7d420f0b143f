import { tagEntities, type Tagger } from "../../text/tagger.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import { type Marked, readConll } from "../train/conll.ts";
import type { Scores } from "./score_heads.ts";

/** F1 over entities in percent: typed, and by their borders only. */
export interface EntityScore {
  typed: number;
  borders: number;
}

type Naming = (type: string) => string | undefined;

const three: Readonly<Record<string, string>> = {
  person: "PER",
  location: "LOC",
  corporation: "ORG",
  group: "ORG",
  PER: "PER",
  LOC: "LOC",
  ORG: "ORG",
};

/** F1 over entities, typed and by their borders only, on the dev splits; tokens joined by single spaces. */
export function scoreTagger(tagger: Tagger): Scores {
  const wnut = readConll("wnut17/dev.conll", () => false);
  const btc = readConll("btc/dev.conll", () => false);
  const six = countHits(tagger, wnut, (type) => type);
  const five = countHits(tagger, wnut, (type) => type === "group" ? "corporation" : type);
  const broad = scoreBroad(tagger, btc);
  return {
    "WNUT-17 F1, 6 types": six.typed,
    "WNUT-17 F1, 5 types": five.typed,
    "WNUT-17 F1, borders": six.borders,
    "BTC F1, 3 types": broad.typed,
    "BTC F1, borders": broad.borders,
  };
}

/** Scores on texts of the Broad Twitter Corpus, with its three types. */
export function scoreBroad(tagger: Tagger, texts: readonly Marked[]): EntityScore {
  return countHits(tagger, texts, (type) => three[type]);
}

// Types without a name in the set are left out.
function countHits(tagger: Tagger, texts: readonly Marked[], name: Naming): EntityScore {
  const units = createUnits();
  let [said, marked, borders, typed] = [0, 0, 0, 0];
  for (const { text, spans } of texts) {
    readUnits(text, tokenise(text), units);
    marked += spans.length;
    for (const span of tagEntities(tagger, text, units)) {
      const type = name(span.type);
      if (type === undefined) continue;
      said++;
      const [start, end] = [units.starts[span.first]!, units.ends[span.last]!];
      const same = spans.find((other) => other.start === start && other.end === end);
      if (same === undefined) continue;
      borders++;
      if (name(same.type) === type) typed++;
    }
  }
  return { typed: 200 * typed / (said + marked), borders: 200 * borders / (said + marked) };
}
