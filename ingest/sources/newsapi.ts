import { Poison } from "../base/errors.ts";
import { fieldsOf, isFields, textOf } from "./fields.ts";
import { htmlToText } from "./markup.ts";
import { parseTime } from "./parse_time.ts";
import type { Decoded, Decoder } from "./source.ts";

/** Answers of NewsAPI, alone or as `{fetched_at, resource, body}`. Articles come back with other titles and times. */
export const newsapi: Decoder = {
  format: "newsapi",
  source: "newsapi",
  time: "unstable",
  recognises: (document) =>
    articlesOf(document)?.some((one) => typeof fieldsOf(one).publishedAt === "string") ?? false,
  *decode(document) {
    const articles = articlesOf(document);
    if (articles === undefined) throw new Poison("is no answer of NewsAPI: status or articles is missing");
    for (const [at, article] of articles.entries()) yield { ...decodeArticle(article), part: at + 1 };
  },
};

/** The articles of an answer; undefined if it is none. */
export function articlesOf(document: unknown): unknown[] | undefined {
  if (!isFields(document)) return undefined;
  const body = isFields(document.body) ? document.body : document;
  return body.status === "ok" && Array.isArray(body.articles) ? body.articles : undefined;
}

function decodeArticle(article: unknown): Decoded {
  const { url, title, description, content, author, publishedAt, source } = fieldsOf(article);
  if (title === "[Removed]") return { skip: "was removed by its publisher" };
  const id = textOf(url);
  if (id === undefined) return { reject: "has no url", raw: article ?? null };
  const text = textOf(description) ?? (textOf(content) ?? "").replace(/…?\s*\[\+\d+ chars\]$/, "");
  return {
    post: {
      id: id.slice(0, 512),
      createdAt: parseTime(textOf(publishedAt) ?? ""),
      title: htmlToText(textOf(title) ?? "").slice(0, 2000),
      text: htmlToText(text),
      author: textOf(author)?.slice(0, 500),
      community: fieldsOf(source).name,
      url: id,
    },
  };
}
