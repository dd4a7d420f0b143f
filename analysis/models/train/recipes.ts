import { seedWords } from "../seed_words.ts";
import type { Recipe } from "./recipe.ts";
import {
  fineEmotions,
  otherTask,
  redditEmotions,
  redditSentiment,
  tweetCategories,
  tweetEmotions,
  tweetSentiment,
} from "./tasks.ts";

const withinWords = [1, 1, 0, 1];
const acrossWords = [1, 1, 1, 1];
const once = { of: 10, heldOut: 1 };

/** The recipe of each head, by the name of its file. */
export const recipes = {
  "sentiment-microblog": (): Recipe => ({
    task: tweetSentiment("train"),
    helpers: [...noisy(), tweetEmotions("train"), fineEmotions()],
    training: { bits: 18, groupScales: withinWords, epochs: 3, rate: 0.05, decay: 1e-6 },
    folds: once,
  }),
  "sentiment-forum": (): Recipe => ({
    task: redditSentiment("train"),
    helpers: [...noisy(), tweetEmotions("train"), tweetSentiment("train")],
    training: { bits: 17, groupScales: withinWords, epochs: 6, rate: 0.1, decay: 1e-3 },
    folds: once,
  }),
  "emotion": (): Recipe => ({
    task: redditEmotions("train"),
    helpers: [...noisy(), tweetEmotions("train"), tweetSentiment("train")],
    training: { bits: 16, groupScales: withinWords, epochs: 10, rate: 0.1, decay: 1e-3 },
    folds: { of: 3, heldOut: 3 },
  }),
  "emotion-microblog": (): Recipe => ({
    task: tweetEmotions("train"),
    helpers: [...noisy(), fineEmotions(), tweetSentiment("train")],
    training: { bits: 16, groupScales: acrossWords, epochs: 6, rate: 0.1, decay: 1e-4 },
    folds: { of: 5, heldOut: 5 },
  }),
  "category": (): Recipe => ({
    task: tweetCategories("train"),
    helpers: [],
    seeds: { words: Object.values(seedWords), texts: unlabelledTexts() },
    training: { bits: 15, groupScales: withinWords, epochs: 15, rate: 0.1, decay: 1e-4 },
    folds: { of: 5, heldOut: 5 },
  }),
};

/** Posts of which only the text is used. */
export function unlabelledTexts(): string[] {
  return [
    otherTask("sentiment140/train.tsv"),
    otherTask("emoji/train.tsv"),
    otherTask("offensive/train.tsv"),
    tweetSentiment("train"),
    redditEmotions("train"),
  ].flatMap(({ texts }) => texts);
}

function noisy() {
  return [
    otherTask("sentiment140/train.tsv"),
    otherTask("emoji/train.tsv"),
    otherTask("offensive/train.tsv"),
    otherTask("irony/train.tsv"),
  ];
}
