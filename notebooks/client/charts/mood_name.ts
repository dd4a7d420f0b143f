/** The names of moods, in order: -1, 0 and 1. */
export const moodNames = ["negative", "neutral", "positive"] as const;

/** The name of a mood: -1, 0 or 1. */
export function moodName(mood: number): string {
  return moodNames[mood + 1] ?? "";
}
