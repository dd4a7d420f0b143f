import { runMain } from "../../../ingest/base/run_main.ts";
import { loadModels } from "../load_models.ts";
import { redditSentiment, type Task, tweetSentiment } from "../train/tasks.ts";
import { trainingLists } from "../train/training_lists.ts";
import { scoreBaselines } from "./baselines.ts";
import { scoreBroadLeftOut } from "./broad_left_out.ts";
import { devScores } from "./dev_scores.ts";
import { scoreCategoryFolds } from "./category_folds.ts";
import { scoreLanguage } from "./score_language.ts";
import type { SingleScore } from "./measures.ts";
import { published } from "./published.ts";
import { scorePhrases } from "./score_phrases.ts";
import type { Scores } from "./score_heads.ts";
import { scoreTemporal } from "./temporal.ts";
import { scoreTweetEmotionFolds } from "./tweet_emotion_folds.ts";

/** `deno task score`: every score on the dev splits, the baselines' on the same rows, and published figures. */
function main(): Promise<number> {
  const models = loadModels();
  const lists = trainingLists(models);
  for (const [name, score] of Object.entries(devScores)) {
    console.log(`${name}: ${format(score(models))}`);
    if (published[name] !== undefined) console.log(`  published: ${published[name]}`);
  }
  console.log(`entities, BTC posts left out of training: ${format(scoreBroadLeftOut(models.tagger))}`);
  console.log(`phrases: ${format(scorePhrases(models.tagger.words))}`);
  console.log(`language: ${format(scoreLanguage(models))}`);
  console.log(`category, 5 folds of 800 tweets: ${format(scoreCategoryFolds(lists))}`);
  const emotions = asScores(scoreTweetEmotionFolds(lists));
  console.log(`emotion-microblog, 5 folds of 3,631 tweets: ${format(emotions)}`);
  printBaselines("sentiment-microblog, dev", tweetSentiment("dev"));
  printBaselines("sentiment-forum, dev", redditSentiment("dev"));
  const { score, task } = scoreTemporal(lists);
  console.log(`sentiment-microblog, temporal (first 27,000 rows to last 20,000): ${format(asScores(score))}`);
  printBaselines("sentiment-microblog, temporal", task);
  return Promise.resolve(0);
}

function printBaselines(what: string, task: Task): void {
  const { afinn, wink } = scoreBaselines(task);
  console.log(`  ${what}: AFINN ${format(asScores(afinn))}; wink-nlp ${format(asScores(wink))}`);
}

function asScores({ macroRecall, macroF1, accuracy }: SingleScore): Scores {
  return { "macro recall": macroRecall, "macro F1": macroF1, accuracy };
}

function format(scores: Scores): string {
  return Object.entries(scores).map(([name, value]) => `${name} ${value.toFixed(1)}`).join(", ");
}

if (import.meta.main) await runMain(main);
