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
    marked: { file: "sentiment-microblog", own: "all", others: otherTweets() },
    training: { bits: 18, epochs: 3, rate: 0.1, decay: 1e-6 },
    orders: 4,
    folds: once,
  }),
  "sentiment-forum": (): Recipe => ({
    task: redditSentiment("train"),
    helpers: [...noisy(), tweetEmotions("train"), tweetSentiment("train")],
    marked: { file: "sentiment-forum", own: "all", others: [] },
    training: { bits: 17, epochs: 4, rate: 0.1, decay: 1e-3 },
    orders: 4,
    folds: once,
  }),
  "emotion": (): Recipe => ({
    task: redditEmotions("train"),
    helpers: [...noisy(), tweetEmotions("train"), tweetSentiment("train")],
    marked: { file: "emotion", own: "all", others: [] },
    training: { bits: 17, epochs: 10, rate: 0.1, decay: 3e-3 },
    orders: 1,
    folds: { of: 5, heldOut: 5 },
  }),
  "emotion-microblog": (): Recipe => ({
    task: tweetEmotions("train"),
    helpers: [...noisy(), fineEmotions(), tweetSentiment("train")],
    marked: { file: "emotion-microblog", own: "none", others: otherTweets() },
    training: { bits: 16, epochs: 4, rate: 0.1, decay: 1e-3 },
    orders: 4,
    folds: { of: 5, heldOut: 1 },
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

const markedTweets = ["offensive/train.tsv", "irony/train.tsv", "emoji/train.tsv"];

function otherTweets(): string[] {
  return markedTweets.flatMap((file) => otherTask(file).texts);
}

/** All texts that marks are made of or learnt from, in the lists that a transformer reads them in. */
export function embeddedTexts(): string[][] {
  return [
    tweetSentiment("train"),
    redditEmotions("train"),
    ...markedTweets.map(otherTask),
    tweetEmotions("train"),
  ].map(({ texts }) => texts);
}

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
