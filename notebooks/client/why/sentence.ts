import type { PostsBehind } from "../../why/posts_behind.ts";
import { plainText } from "../charts/plain_text.ts";
import { sourceName } from "../charts/source_name.ts";
import { full, percent, plural, window as windowOf } from "../words.ts";
import type { Why, WhyKey } from "./why.ts";

const maxChars = 120;
const moods: Record<string, string> = { "-1": "negative", "0": "neutral", "1": "positive" };

/** The head of the drawer: "Why 171?". */
export function whyTitle({ key, share }: Why, behind: Pick<PostsBehind, "count" | "moods">): string {
  if (key["id"] !== undefined) return "Why this post?";
  return `Why ${share ? shareText(behind) : full(behind.count)}?`;
}

/** Defines the number in a sentence, from the parts of its filter. `topics` are as typed. */
export function whySentence(
  { key, share }: Why,
  behind: Pick<PostsBehind, "count" | "moods" | "authors" | "from" | "to">,
  topics: string[],
): string {
  const asked = topics.map((topic) => topic.trim()).filter((topic) => topic !== "");
  const one = key["id"] !== undefined;
  const what = one
    ? "One post that is counted here"
    : asked.length === 0
    ? "All posts"
    : `Posts that match ${asked.map((topic) => `“${plainText(topic, maxChars)}”`).join(" and ")}`;
  const parts = [what, ...describeKey(key), `created ${windowOf(behind.from, behind.to - behind.from)}`];
  const filter = `${parts.join(", ")}.`;
  if (share) {
    return `${plural(behind.count, "post")} of ${full(judged(behind))} with a known mood. ${filter}`;
  }
  const by = behind.authors === null || one ? "" : ` By ${plural(behind.authors, "author")}.`;
  return filter + by;
}

/** The share of these posts among those of a known mood, as its number stands on the page. */
function shareText({ count, moods }: Pick<PostsBehind, "count" | "moods">): string {
  const whole = judged({ moods });
  return whole === 0 ? "no share" : percent(count / whole);
}

function judged({ moods: { negative, neutral, positive } }: Pick<PostsBehind, "moods">): number {
  return negative + neutral + positive;
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
          : `judged ${moods[String(value)] ?? value}`,
      ];
    }
    if (value === null) return [`without a ${noun(name)}`];
    const said = plainText(value, maxChars);
    switch (name) {
      case "term":
        return [`that name “${said}”`];
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
