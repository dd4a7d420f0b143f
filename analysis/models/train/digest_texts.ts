import { createHash } from "node:crypto";

/** SHA-256 of texts in their order: what was made for these is of no use for others. */
export function digestTexts(texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}
