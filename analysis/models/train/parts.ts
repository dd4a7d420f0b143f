import { hashForm } from "../../text/hash.ts";
import { createWinkParts } from "../../text/wink.ts";
import { parts } from "../../text/word_table.ts";
import { redditEmotions, tweetSentiment } from "./tasks.ts";

const fewestUses = 2;

/** What each word mostly is, by hash, as wink-nlp tags it in posts without labels: noun, adjective or something else. */
export function learnParts(): Map<number, number> {
  const partsOf = createWinkParts();
  const uses = new Map<number, { all: number; nouns: number; adjectives: number }>();
  for (const text of [...redditEmotions("train").texts, ...tweetSentiment("train").texts]) {
    for (const [word, part] of partsOf(text)) {
      const hash = hashForm(word);
      let own = uses.get(hash);
      if (own === undefined) uses.set(hash, own = { all: 0, nouns: 0, adjectives: 0 });
      own.all++;
      if (part === "NOUN" || part === "PROPN") own.nouns++;
      else if (part === "ADJ") own.adjectives++;
    }
  }
  const learnt = new Map<number, number>();
  for (const [hash, { all, nouns, adjectives }] of uses) {
    if (all < fewestUses) continue;
    if ((nouns + adjectives) * 2 < all) learnt.set(hash, parts.other);
    else learnt.set(hash, nouns >= adjectives ? parts.noun : parts.adjective);
  }
  return learnt;
}
