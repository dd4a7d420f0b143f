import { Poison } from "../base/errors.ts";
import { fieldsOf, isFields, listOf, textOf } from "./fields.ts";
import type { Decoded, Decoder } from "./source.ts";

/** Lists of articles from GDELT's DOC service, alone or as `{fetched_at, resource, body}`. It gives headlines, no texts. */
export const gdelt: Decoder = {
  format: "gdelt",
  source: "gdelt",
  time: "unstable",
  recognises: (document) =>
    articlesIn(document)?.some((one) => typeof fieldsOf(one).seendate === "string") ?? false,
  *decode(document) {
    const articles = articlesIn(document);
    if (articles === undefined) throw new Poison("is no list of articles");
    for (const [at, article] of articles.entries()) yield { ...decodeArticle(article), part: at + 1 };
  },
};

/** The articles of an answer; undefined if it is none. An empty answer is `{}`. */
export function articlesIn(document: unknown): unknown[] | undefined {
  if (!isFields(document)) return undefined;
  const body = isFields(document.body) ? document.body : document;
  return Array.isArray(body.articles) ? listOf(body.articles) : undefined;
}

function decodeArticle(article: unknown): Decoded {
  const { url, title, seendate, domain, language } = fieldsOf(article);
  const id = textOf(url);
  if (id === undefined) return { reject: "has no url", raw: article ?? null };
  return {
    post: {
      id: id.slice(0, 512),
      createdAt: timeOf(seendate),
      title: spaced(textOf(title) ?? "").slice(0, 2000),
      text: "",
      community: domain,
      url: id,
      lang: languages.get(String(language).toLowerCase()),
    },
  };
}

// `20260704T143000Z`
function timeOf(date: unknown): number | undefined {
  const parts = typeof date === "string" ? /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) : null;
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

// Headlines come as words and marks with spaces between them.
function spaced(title: string): string {
  return title.replace(/\s+([,.:;!?%)\]])/g, "$1").replace(/([([])\s+/g, "$1").trim();
}

const languages = new Map(Object.entries({
  arabic: "ar",
  bengali: "bn",
  bulgarian: "bg",
  chinese: "zh",
  croatian: "hr",
  czech: "cs",
  danish: "da",
  dutch: "nl",
  english: "en",
  estonian: "et",
  finnish: "fi",
  french: "fr",
  german: "de",
  greek: "el",
  hebrew: "he",
  hindi: "hi",
  hungarian: "hu",
  indonesian: "id",
  italian: "it",
  japanese: "ja",
  korean: "ko",
  norwegian: "no",
  persian: "fa",
  polish: "pl",
  portuguese: "pt",
  romanian: "ro",
  russian: "ru",
  serbian: "sr",
  slovak: "sk",
  spanish: "es",
  swedish: "sv",
  thai: "th",
  turkish: "tr",
  ukrainian: "uk",
  urdu: "ur",
  vietnamese: "vi",
}));
