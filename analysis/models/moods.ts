/** The labels of sentiment, in order. */
export const moods = ["negative", "neutral", "positive"] as const;

/** Which of the 27 labels of GoEmotions are positive and negative; the paper's other four are ambiguous. */
export const moodOfEmotion: Readonly<Record<string, typeof moods[number]>> = {
  ...of(
    "negative",
    "anger annoyance disappointment disapproval disgust embarrassment fear grief nervousness remorse sadness",
  ),
  ...of(
    "positive",
    "admiration amusement approval caring desire excitement gratitude joy love optimism pride relief",
  ),
  neutral: "neutral",
};

function of(mood: typeof moods[number], emotions: string): Record<string, typeof moods[number]> {
  return Object.fromEntries(emotions.split(" ").map((emotion) => [emotion, mood]));
}
