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
  "sentiment-microblog": ({ sentiment, lexicons }) => {
    return scoreHead(sentiment.microblog, lexicons, tweetSentiment("dev"));
  },
  "sentiment-forum": ({ sentiment, lexicons }) => {
    return scoreHead(sentiment.forum, lexicons, redditSentiment("dev"));
  },
  "emotion": ({ emotion, lexicons }) => {
    const task = redditEmotions("dev");
    const targets = task.targets.map((bits) => bits & (2 ** ekman - 1));
    return scoreHead(emotion, lexicons, { ...task, labels: emotions.slice(0, ekman), targets });
  },
  "emotion-microblog": ({ microblogEmotion, lexicons }) => {
    return scoreHead(microblogEmotion, lexicons, tweetEmotions("dev"));
  },
  "category": ({ category, lexicons }) => {
    return scoreHead(category, lexicons, tweetCategories("dev"));
  },
  "entities": ({ tagger }) => scoreTagger(tagger),
};
