/**
 * A text as one line that is safe on a terminal: what stands in names and in files may move the cursor, change colours
 * or turn the reading direction.
 */
export function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ").replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu, "\uFFFD");
}
