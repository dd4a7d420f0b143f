import { hashForm } from "../../text/hash.ts";
import { tokenise } from "../../text/tokens.ts";
import { createVocabulary, type Vocabulary } from "../../text/vocabulary.ts";
import type { Vectors } from "./vectors.ts";

const mostWords = 2 ** 15;

/** The words that are used most in texts, of those that have vectors; of words used alike, as their hashes are ordered. */
export function makeVocabulary(texts: readonly string[], { ranks }: Vectors): Vocabulary {
  const uses = new Map<number, number>();
  for (const text of texts) {
    for (const form of tokenise(text).forms) {
      const hash = hashForm(form.startsWith("#") ? form.slice(1) : form);
      if (ranks.has(hash)) uses.set(hash, (uses.get(hash) ?? 0) + 1);
    }
  }
  const order = [...uses].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
  return createVocabulary(Int32Array.from(order.slice(0, mostWords), ([hash]) => hash));
}
