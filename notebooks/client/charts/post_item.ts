import { element } from "../dom.ts";
import { whyOf } from "../rows.ts";
import { leadsTo } from "../why/chosen.ts";
import { full, moment } from "../words.ts";
import { markWords } from "./mark_words.ts";
import { moodName } from "./mood_name.ts";
import { plainText } from "./plain_text.ts";
import { namesIn, readingsLine } from "./readings.ts";
import { sourceName } from "./source_name.ts";

const counterNouns = { likes: "like", replies: "reply", reposts: "repost", score: "point" };
const plurals: Record<string, string> = { reply: "replies" };
const maxTextChars = 1000;
const maxNameChars = 60;

/** A post as an item of a list: mood at the left, its text as text with `words` in bold (or that it was deleted), then what is known of it and what models read out of it. */
export function makePost(row: Record<string, unknown>, words: string[]): HTMLLIElement {
  const mood = row["mood"] === null || row["mood"] === undefined ? null : Number(row["mood"]);
  const name = mood === null ? "" : moodName(mood);
  const title = plainText(row["title"], maxTextChars);
  const text = plainText(row["text"], maxTextChars);
  const names = namesIn(row);
  return element(
    "li",
    {},
    element(
      "span",
      { class: `gs-sign gs-${name || "unknown"}`, title: name || "mood unknown" },
      element("span", { "aria-hidden": "true" }, mood === null ? "·" : "−○+"[mood + 1]),
      element("span", { class: "gs-hidden" }, name || "mood unknown"),
    ),
    element(
      "div",
      {},
      title !== "" && element("p", { class: "gs-text", dir: "auto" }, ...markWords(title, words, names)),
      text !== "" && text !== title &&
        element("p", { class: "gs-text", dir: "auto" }, ...markWords(text, words, names)),
      row["deleted_at"] !== undefined && row["deleted_at"] !== null &&
        element("p", { class: "gs-meta" }, "Deleted since: it still counts, and its words are gone."),
      element("p", { class: "gs-meta" }, ...metaOf(row)),
      judgedText(row) !== "" && element("p", { class: "gs-meta gs-judged" }, judgedText(row)),
      readingsLine(row),
    ),
  );
}

/** Who says the mood where it is not the model; empty where it is. */
function judgedText(row: Record<string, unknown>): string {
  const byHand = (row["corrected_at"] ?? null) !== null;
  const rule = plainText(row["mood_rule"], maxNameChars);
  if (!byHand && rule === "") return "";
  const said = byHand ? "Corrected by hand" : `By the rule “${rule}”`;
  const was = row["model_mood"] ?? null;
  if (was === null) return `${said}; no model knows its mood.`;
  const model = plainText(row["sentiment_model"], maxNameChars);
  return `${said}, was ${moodName(Number(was))} ${
    Number(row["model_polarity"]).toFixed(2).replace("-", "−")
  } by ${model}.`;
}

function metaOf(row: Record<string, unknown>): (Node | null)[] {
  const part = (text: string) => text === "" ? null : element("bdi", {}, text);
  const counters = Object.entries(counterNouns).flatMap(([name, noun]) => {
    const value = Number(row[name] ?? 0);
    return value > 0
      ? [
        element(
          "bdi",
          {},
          element("b", {}, full(value)),
          value === 1 ? ` ${noun}` : ` ${plurals[noun] ?? `${noun}s`}`,
        ),
      ]
      : [];
  });
  const source = plainText(row["source"], maxNameChars);
  return [
    ...counters,
    part(row["created_at"] === undefined ? "" : moment(Number(row["created_at"]))),
    part(sourceName(source)),
    part(plainText(row["community"], maxNameChars)),
    part(plainText(row["author"], maxNameChars)),
    whyButton(row),
    originalLink(String(row["url"] ?? "")),
  ];
}

// Addresses come from posts: anything but http(s) stays unlinked.
function originalLink(url: string): HTMLElement | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  return element("a", { href: url, rel: "noopener noreferrer nofollow ugc", target: "_blank" }, "original");
}

function whyButton(row: Record<string, unknown>): HTMLElement | null {
  const why = whyOf(row);
  if (why === null) return null;
  const button = element("button", { type: "button", class: "gs-link" }, "why");
  leadsTo(button, why);
  return button;
}
