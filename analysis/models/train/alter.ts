import { seededRandom } from "./random.ts";

/** How many texts `alterTexts` makes of each. */
export const alterations = 2;

const keptShare = 0.8;

/**
 * Two texts made of each text, `[text * alterations + i]`: one without some of its words, and its beginning with the end of
 * a text before it. A teacher says of them what each part is worth (Tang et al. 2019).
 */
export function alterTexts(texts: readonly string[]): string[] {
  const random = seededRandom(1);
  const below = (limit: number) => Math.floor(limit * random());
  const words = texts.map((text) => text.split(" "));
  return words.flatMap((own, text) => {
    const kept = own.filter(() => random() < keptShare);
    const before = words[below(text)] ?? own;
    const cut = random();
    const spliced = [
      ...own.slice(0, Math.max(1, Math.floor(own.length * cut))),
      ...before.slice(Math.floor(before.length * cut)),
    ];
    return [(kept.length === 0 ? own : kept).join(" "), spliced.join(" ")];
  });
}
