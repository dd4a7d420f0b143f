import { seedWords } from "../seed_words.ts";
import { alterTexts } from "./alter.ts";
import type { Recipe } from "./recipe.ts";
import { readSubmissions, readTweets } from "./recorded_posts.ts";
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
import { taggerSets, trainingTexts } from "./tagger_texts.ts";

const once = { of: 10, heldOut: 1 };

/** The recipe of each head, by the name of its file. */
export const recipes = {
  "sentiment-microblog": (): Recipe => ({
    task: tweetSentiment("train"),
    helpers: [...noisy(), tweetEmotions("train"), fineEmotions()],
    marked: {
      file: "sentiment-microblog",
      own: "all",
      others: [otherTweets(), ...newerTweets()].flat(),
      altered: true,
    },
    training: { bits: 18, epochs: 3, rate: 0.1, decay: 1e-6 },
    convolution: { width: 32, filters: 64, epochs: 5 },
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
    marked: { file: "emotion-microblog", own: "none", others: [otherTweets(), ...newerTweets()].flat() },
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

// Tweets about what was in the news from 2009 to 2016, and about shares.
function newerTweets(): string[][] {
  return [taggerSets.flatMap((set) => trainingTexts(set).map(({ text }) => text)), readTweets()];
}

/** All texts that marks are made of or learnt from, in the lists that a transformer reads them in. */
export function embeddedTexts(): string[][] {
  const sentiment = tweetSentiment("train");
  const tasks = [sentiment, redditEmotions("train"), ...markedTweets.map(otherTask), tweetEmotions("train")];
  return [...tasks.map(({ texts }) => texts), ...newerTweets(), alterTexts(sentiment.texts)];
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
