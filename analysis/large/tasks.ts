/** What large models can be asked for, in the order of results. */
export const tasks = ["sentiment", "emotion", "category", "entity"] as const;

/** One of them. */
export type LargeTask = typeof tasks[number];

/** The setting that names the model of each. */
export const settingOf = {
  sentiment: "SENTIMENT_MODEL",
  emotion: "EMOTION_MODEL",
  category: "CATEGORY_MODEL",
  entity: "ENTITY_MODEL",
} as const satisfies Record<LargeTask, string>;
