import { badNews } from "./bad_news.ts";
import { goodNews } from "./good_news.ts";
import { phrases } from "./names.ts";
import type { Story } from "./story.ts";

/** Why bursts happen. */
export const burstStories: readonly Story[] = goodNews.flatMap((good, i) => {
  const bad = badNews[i];
  return bad === undefined ? [good] : [good, bad];
});

/** Shares that somebody talks up: near-identical texts by few authors. */
export const pumpStories: readonly Story[] = [
  pump("$ZYLQ", "Zylograin", "is about to explode, best chance of the year, get in before the close!"),
  pump("$QWIP", "Quillwip", "doubles this week, great news coming, thank me later!"),
  pump("$MUDL", "Muddlefoot", "is free money, strong buy, amazing win ahead!"),
];

function pump(cashtag: string, company: string, promise: string): Story {
  return {
    name: `pump of ${cashtag}`,
    cause: `A handful of accounts copy one text to push the shares of ${company}.`,
    community: "tickertalk",
    mood: "good",
    what: cashtag,
    tag: `${company}Now`,
    lines: phrases(`{what} ${promise}`),
  };
}
