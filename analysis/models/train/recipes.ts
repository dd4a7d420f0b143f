import { seedWords } from "../seed_words.ts";
import type { Recipe } from "./recipe.ts";
import { readSubmissions } from "./recorded_posts.ts";
import {
  communityCategories,
  fineEmotions,
  otherTask,
  redditEmotions,
  redditSentiment,
  tweetCategories,
  tweetEmotions,
  tweetSentiment,
} from "./tasks.ts";

const once = { of: 10, heldOut: 1 };

/** The recipe of each head, by the name of its file. */
export const recipes = {
  "sentiment-microblog": (): Recipe => ({
    task: tweetSentiment("train"),
    helpers: [...noisy(), tweetEmotions("train"), fineEmotions()],
    training: { bits: 18, epochs: 3, rate: 0.05, decay: 1e-6 },
    orders: 4,
    folds: once,
  }),
  "sentiment-forum": (): Recipe => ({
    task: redditSentiment("train"),
    helpers: [...noisy(), tweetEmotions("train"), tweetSentiment("train")],
    training: { bits: 17, epochs: 4, rate: 0.1, decay: 1e-3 },
    orders: 4,
    folds: once,
  }),
  "emotion": (): Recipe => ({
    task: redditEmotions("train"),
    helpers: [...noisy(), tweetEmotions("train"), tweetSentiment("train")],
    taught: { beside: [fineEmotions()] },
    training: { bits: 17, epochs: 10, rate: 0.1, decay: 1e-3 },
    orders: 1,
    folds: { of: 3, heldOut: 3 },
  }),
  "emotion-microblog": (): Recipe => ({
    task: tweetEmotions("train"),
    helpers: [...noisy(), fineEmotions(), tweetSentiment("train")],
    training: { bits: 16, epochs: 8, rate: 0.1, decay: 1e-3 },
    orders: 4,
    folds: { of: 5, heldOut: 5 },
  }),
  "category": (): Recipe => ({
    task: tweetCategories("train"),
    helpers: [communityCategories()],
    seeds: { words: Object.values(seedWords), texts: unlabelledTexts() },
    training: { bits: 15, epochs: 15, rate: 0.1, decay: 1e-2 },
    orders: 4,
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

/** Texts whose words are known one by one. */
export function vocabularyTexts(): string[] {
  return [...unlabelledTexts(), ...readSubmissions().map(({ text }) => text)];
}

function noisy() {
  return [
    otherTask("sentiment140/train.tsv"),
    otherTask("emoji/train.tsv"),
    otherTask("offensive/train.tsv"),
    otherTask("irony/train.tsv"),
  ];
}
