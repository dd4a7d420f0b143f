import { averageWeights } from "./average_weights.ts";
import { firstVectors, joinConvolution } from "./convolve.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { createHelper, foldHelpers, helperColumns } from "./helpers.ts";
import { markedTexts, type Portion, type Recipe, sourcesOf, textsOf } from "./recipe.ts";
import { seedModel, weakCorpus } from "./seeds.ts";
import { shapeOf } from "./tasks.ts";
import { trainConvolution } from "./train_convolution.ts";
import { trainLinear, type Weights } from "./train_linear.ts";
import type { TrainingLists } from "./training_lists.ts";

/** Trains by a recipe, a model for each portion of its task, and folds what helped into the weights. */
export function trainByRecipe(
  recipe: Recipe,
  lists: TrainingLists,
  portions: readonly Portion[],
): { corpus: Corpus; models: Weights[] } {
  const { task, helpers, seeds, marked, training, orders, convolution } = recipe;
  const texts = textsOf(recipe);
  const corpus = readCorpus(texts, lists);
  const sources = sourcesOf(recipe);
  const helping = helpers.map((helper) => readCorpus(helper.texts, lists));
  const trained = helpers.map((helper, i) => {
    const model = trainLinear(helping[i]!, helper.targets, {
      ...training,
      ...shapeOf(helper),
      epochs: helperEpochs,
      rate: helperRate,
      decay: helperDecay,
    });
    return createHelper(model, corpus);
  });
  if (seeds !== undefined) {
    const models = seedModels(seeds.words, seeds.texts, training, lists);
    trained.push(...models.map((model) => createHelper(model, corpus)));
  }
  trained.push(createHelper(lists.vectors, corpus, vectorSpread));
  const columns = helperColumns(trained, corpus);
  const models = portions.map(({ rows, marks }) => {
    if (rows !== undefined && marked?.own === "none" && marks === undefined) {
      throw new Error(
        `Some rows of ${marked.file} ask for marks of teachers that know no labels of the others`,
      );
    }
    const taught = marked === undefined
      ? undefined
      : lists.readMarks(marks ?? marked.file, { ...task, texts: markedTexts(recipe) });
    const learnt = rows === undefined ? Int32Array.from(sources.keys()) : withMarked(rows, sources);
    const lessons = {
      ...shapeOf(task, rows),
      targets: task.targets,
      ...(taught === undefined ? {} : { taught }),
    };
    const inOrder = (order: number) =>
      trainLinear(corpus, task.targets, { ...training, ...lessons, helpers: columns, order, rows: learnt });
    const mean = averageWeights(Array.from({ length: orders }, (_, order) => inOrder(order)));
    const linear = foldHelpers(mean, trained);
    if (convolution === undefined) return linear;
    const first = firstVectors(lists.vectors, convolution.width);
    return joinConvolution(linear, trainConvolution(corpus, lessons, learnt, first, convolution));
  });
  return { corpus, models };
}

// Rows that are left out do not come in altered, but the ends of some stand behind the beginnings of later ones.
function withMarked(rows: Int32Array, sources: Int32Array): Int32Array {
  const chosen = new Set([-1, ...rows]);
  return Int32Array.from(sources.keys()).filter((text) => chosen.has(sources[text]!));
}

function seedModels(
  words: readonly string[],
  texts: readonly string[],
  training: Recipe["training"],
  lists: TrainingLists,
): Weights[] {
  const { corpus, targets } = weakCorpus(readCorpus(texts, lists), words);
  const learnt = trainLinear(corpus, targets, {
    ...training,
    kind: "sigmoid",
    labels: words.length,
    classWeights: words.map(() => 1),
    epochs: seedEpochs,
    rate: helperRate,
    decay: helperDecay,
  });
  return [seedModel(words, training.bits, corpus.known), learnt];
}

// So many columns of any size would drown what else is seen.
const vectorSpread = 1 / 3;
const seedEpochs = 3;
const helperEpochs = 5;
const helperRate = 0.05;
const helperDecay = 1e-6;
