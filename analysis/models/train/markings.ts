import { earlyRows } from "../score/temporal.ts";
import { type Recipe, withoutFold } from "./recipe.ts";
import { recipes } from "./recipes.ts";

/** A recipe whose texts are marked by teachers that learn from these rows of its task. */
export interface Marking {
  recipe: Recipe;
  rows: Int32Array;
}

/** By the names of their files what heads learn from, and what scores do, of teachers that know no labels of what is scored. */
export function readMarkings(): Record<string, Marking> {
  const sentiment = recipes["sentiment-microblog"]();
  const emotion = recipes["emotion-microblog"]();
  return {
    "sentiment-microblog": wholeOf(sentiment),
    "sentiment-microblog-to-2015": { recipe: sentiment, rows: earlyRows },
    "sentiment-forum": wholeOf(recipes["sentiment-forum"]()),
    "emotion": wholeOf(recipes.emotion()),
    "emotion-microblog": wholeOf(emotion),
    ...Object.fromEntries(foldsOf(emotion)),
  };
}

function foldsOf(recipe: Recipe): [string, Marking][] {
  return Array.from({ length: recipe.folds.of }, (_, fold) => {
    const { rows, marks } = withoutFold(recipe, fold);
    return [marks!, { recipe, rows }];
  });
}

function wholeOf(recipe: Recipe): Marking {
  return { recipe, rows: Int32Array.from(recipe.task.texts.keys()) };
}
