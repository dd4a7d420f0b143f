import nlp from "compromise";
import { mix } from "../../text/hash.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";

const bitOf: Readonly<Record<string, number>> = {
  FirstName: 1,
  MaleName: 1,
  FemaleName: 1,
  Person: 2,
  LastName: 2,
  City: 4,
  Place: 4,
  Country: 8,
  Region: 8,
  Organization: 16,
  Company: 16,
  SportsTeam: 32,
  Demonym: 64,
  ProperNoun: 128,
  Month: 128,
  WeekDay: 128,
};

/** Names of people, places and organisations (lists of compromise, MIT) as bits by hash, of words and of phrases. */
export function readNameLists(): { words: Map<number, number>; phrases: Map<number, number> } {
  const words = new Map<number, number>();
  const phrases = new Map<number, number>();
  const units = createUnits();
  for (const [name, tags] of Object.entries(lexiconOf(nlp))) {
    const bits = [tags].flat().reduce((sum, tag) => sum | (bitOf[tag] ?? 0), 0);
    if (bits === 0) continue;
    readUnits(name, tokenise(name), units);
    if (units.count === 0) continue;
    let hash = units.hashes[0]!;
    for (let i = 1; i < units.count; i++) hash = mix(mix(hash, 31), units.hashes[i]!);
    const into = units.count === 1 ? words : phrases;
    into.set(hash, (into.get(hash) ?? 0) | bits);
  }
  return { words, phrases };
}

// The package does not state the type of its model.
function lexiconOf(of: unknown): Record<string, string | string[]> {
  return (of as { model(): { one: { lexicon: Record<string, string | string[]> } } }).model().one.lexicon;
}
