import type { TrainingLists } from "../train/training_lists.ts";
import { recipes } from "../train/recipes.ts";
import { tweetEmotions } from "../train/tasks.ts";
import { crossValidate, dealFolds } from "./folds.ts";
import { scoreSingle, type SingleScore } from "./measures.ts";

/** Emotions of tweets by cross-validation over all labelled ones: the dev split alone is too small to tell. */
export function scoreTweetEmotionFolds(lists: TrainingLists): SingleScore {
  const dealt = dealFolds(recipes["emotion-microblog"](), tweetEmotions("dev"));
  const { task } = dealt.recipe;
  const guesses = crossValidate(dealt, lists).map((own) => own.indexOf(Math.max(...own)));
  return scoreSingle(guesses, task.targets, task.labels.length);
}
