import type { Report } from "../../../ingest/base/report.ts";
import { askTransformer } from "./transformer.ts";

/** How many numbers `embedTexts` makes of a text. */
export const embeddingWidth = 4 * 384;

/**
 * What a transformer makes of texts, `[text * embeddingWidth + d]`: means over three of its layers, and of the last one
 * the first token. @throws {Fatal} where it cannot be fetched or run.
 */
export async function embedTexts(texts: readonly string[], report: Report): Promise<Float16Array> {
  const numbers = new Float16Array(texts.length * embeddingWidth);
  let at = 0;
  for (const block of await askTransformer("embed.js", texts.map(asRead), report)) {
    numbers.set(block, at);
    at += block.length;
  }
  return numbers;
}

// Names of people and addresses say nothing, and tags are words to a model that has learnt from books and sites.
function asRead(text: string): string {
  return text
    .replaceAll(/https?:\/\/\S+/g, "http")
    .replaceAll(/@\w+/g, "@user")
    .replaceAll(/#(\w+)/g, (_, tag: string) => `# ${tag.replaceAll(/([a-z])([A-Z])/g, "$1 $2")}`);
}
