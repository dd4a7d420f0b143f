/** The emotions of a post: the six of Ekman and none, then two that are part of joy there. */
export const emotions = [
  "anger",
  "disgust",
  "fear",
  "joy",
  "sadness",
  "surprise",
  "neutral",
  "love",
  "optimism",
] as const;

/** The emotions that microblogs have labels for (SemEval-2018), where each text has one of them. */
export const microblogEmotions = ["anger", "joy", "optimism", "sadness"] as const;
