/** The categories of a post, and which of the 19 topics of the labelled set (X-Topic) each is made of. */
export const categories = {
  daily_life: ["diaries_&_daily_life"],
  news: ["news_&_social_concern"],
  relationships: ["relationships", "family"],
  sports_and_fitness: ["sports", "fitness_&_health"],
  celebrity_and_style: ["celebrity_&_pop_culture", "fashion_&_style"],
  film_and_arts: ["film_tv_&_video", "arts_&_culture"],
  music: ["music"],
  gaming: ["gaming"],
  business_and_technology: ["business_&_entrepreneurs", "science_&_technology"],
  learning: ["learning_&_educational", "youth_&_student_life"],
  food_and_travel: ["food_&_dining", "travel_&_adventure"],
  other: ["other_hobbies"],
} as const satisfies Record<string, readonly string[]>;

/** The categories' names, in order. */
export const categoryNames: readonly string[] = Object.keys(categories);
