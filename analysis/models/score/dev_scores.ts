import { emotions } from "../emotions.ts";
import type { Models } from "../models.ts";
import {
  redditEmotions,
  redditSentiment,
  tweetCategories,
  tweetEmotions,
  tweetSentiment,
} from "../train/tasks.ts";
import { scoreHead, type Scores } from "./score_heads.ts";
import { scoreTagger } from "./score_tagger.ts";

const ekman = 7;

/** The scores of each head on its dev split, by the name of its file. Needs the benchmark data. */
export const devScores: Readonly<Record<string, (models: Models) => Scores>> = {
  "sentiment-microblog": (models) => scoreHead(models.sentiment.microblog, models, tweetSentiment("dev")),
  "sentiment-forum": (models) => scoreHead(models.sentiment.forum, models, redditSentiment("dev")),
  "emotion": (models) => {
    const task = redditEmotions("dev");
    const targets = task.targets.map((bits) => bits & (2 ** ekman - 1));
    return scoreHead(models.emotion, models, { ...task, labels: emotions.slice(0, ekman), targets });
  },
  "emotion-microblog": (models) => scoreHead(models.microblogEmotion, models, tweetEmotions("dev")),
  "category": (models) => scoreHead(models.category, models, tweetCategories("dev")),
  "entities": ({ tagger }) => scoreTagger(tagger),
};
