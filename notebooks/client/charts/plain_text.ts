// Marks that turn the direction of text around reach beyond the post if they are let.
const directionMarks = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g;

/** What a post says as plain text: without marks of direction, cut at so many characters. */
export function plainText(value: unknown, maxChars: number): string {
  if (value === null || value === undefined) return "";
  const plain = String(value).replace(directionMarks, "").trim();
  return plain.length > maxChars ? `${plain.slice(0, maxChars).toWellFormed()}…` : plain;
}
