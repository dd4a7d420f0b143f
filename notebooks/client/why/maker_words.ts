import type { MoodMakers } from "../../why/mood_makers.ts";
import { full } from "../words.ts";

/** Who made the moods of posts, in words: `sentiment-microblog-5, corrected by hand: 3, by a rule: 12`. */
export function makerWords({ models, byHand, byRule }: MoodMakers): string {
  const corrected = [
    ...byHand > 0 ? [`by hand: ${full(byHand)}`] : [],
    ...byRule > 0 ? [`by a rule: ${full(byRule)}`] : [],
  ];
  const makers = corrected.length === 0 ? models : [...models, `corrected ${corrected.join(", ")}`];
  return makers.join(", ") || "no model: none of these posts has a mood";
}
