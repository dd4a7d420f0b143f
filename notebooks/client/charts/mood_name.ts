/** The name of a mood: -1, 0 or 1. */
export function moodName(mood: number): string {
  return ["negative", "neutral", "positive"][mood + 1] ?? "";
}
