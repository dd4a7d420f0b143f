import { languageName } from "../charts/language_name.ts";
import { moodName } from "../charts/mood_name.ts";
import { plainText } from "../charts/plain_text.ts";
import { labelWords } from "../charts/readings.ts";
import { sourceName } from "../charts/source_name.ts";
import { plural, window as windowOf } from "../words.ts";
import { type Measured, measureSentence, measureText } from "./measure.ts";
import type { Why, WhyKey } from "./why.ts";

const maxChars = 120;

/** The head of the drawer: "Why 171?". */
export function whyTitle({ key, as }: Why, behind: Measured): string {
  return key["id"] !== undefined ? "Why this post?" : `Why ${measureText(behind, as)}?`;
}

/** Defines the number in a sentence, from the parts of its filter. `topics` are as typed. */
export function whySentence({ key, as }: Why, behind: Measured, topics: string[]): string {
  const asked = topics.map((topic) => topic.trim()).filter((topic) => topic !== "");
  const one = key["id"] !== undefined;
  const what = one
    ? "One post that is counted here"
    : asked.length === 0
    ? "All posts"
    : `Posts that match ${asked.map((topic) => `“${plainText(topic, maxChars)}”`).join(" and ")}`;
  const parts = [what, ...describeKey(key), `created ${windowOf(behind.from, behind.to - behind.from)}`];
  const filter = `${parts.join(", ")}.`;
  if (as !== undefined) return `${measureSentence(behind, as)} ${filter}`;
  const by = behind.authors === null || one ? "" : ` By ${plural(behind.authors, "author")}.`;
  return filter + by;
}

function describeKey(key: WhyKey): string[] {
  return Object.entries(key).flatMap(([name, value]) => {
    if (["start", "until", "id", "revision"].includes(name)) return [];
    if (name === "source" && key["id"] !== undefined) return [`from ${sourceName(String(value))}`];
    if (name === "mood") {
      return [
        value === null
          ? "without a known mood"
          : value === "*"
          ? "with a known mood"
          : `judged ${moodName(Number(value)) || value}`,
      ];
    }
    if (value === null) return [`without a ${noun(name)}`];
    const said = plainText(value, maxChars);
    switch (name) {
      case "term":
        return [`that name “${said}”`];
      case "entity":
        return [`that name the ${said.replace(":", " “")}”`];
      case "phrase":
        return [`that say “${said}”`];
      case "emotion":
        return [value === "neutral" ? "without an emotion that stands out" : `that show ${said}`];
      case "category":
        return [`about ${labelWords(said)}`];
      case "lang":
        return [
          languageName(said) === "language unknown" ? "in no known language" : `in ${languageName(said)}`,
        ];
      case "hashtag":
      case "cashtag":
        return [`that carry “${said}”`];
      case "mention":
        return [`that address “${said}”`];
      case "link":
        return [`that link to ${said}`];
      case "source":
        return [`from ${sourceName(said)}`];
      case "community":
        return [`in “${said}”`];
      case "author":
      case "author_id":
        return [`by “${said}”`];
      default:
        return [`${noun(name)} “${said}”`];
    }
  });
}

function noun(name: string): string {
  return name.replace(/_id$/, "").replace("lang", "language").replaceAll("_", " ");
}
