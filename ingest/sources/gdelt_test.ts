import assert from "node:assert/strict";
import { gdelt } from "./gdelt.ts";

const article = {
  url: "https://news.example/1",
  title: "Flood warning , again",
  seendate: "20260704T143000Z",
  domain: "news.example",
};

Deno.test("gdelt reads articles, and the language where it knows its name", () => {
  const articles = ["German", "constructor", "Elvish", undefined].map((language) => ({
    ...article,
    language,
  }));
  const posts = [...gdelt.decode({ articles })].map((decoded) => "post" in decoded && decoded.post);
  const post = {
    id: article.url,
    createdAt: Date.UTC(2026, 6, 4, 14, 30),
    title: "Flood warning, again",
    text: "",
    community: "news.example",
    url: article.url,
  };
  assert.deepEqual(posts, ["de", undefined, undefined, undefined].map((lang) => ({ ...post, lang })));
});
