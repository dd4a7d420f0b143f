import type { WordLists } from "../../text/features.ts";
import type { LinearWeights } from "../linear_file.ts";
import { averageWeights } from "./average_weights.ts";
import { fitPlatt, fitTemperature, fitThreshold } from "./calibrate.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { createHelper, foldHelpers, helperColumns } from "./helpers.ts";
import { quantise } from "./quantise.ts";
import { seedModel, weakCorpus } from "./seeds.ts";
import type { Task } from "./tasks.ts";
import { type Lesson, teach } from "./teach.ts";
import { balancedWeights, sumRow, type Training, trainLinear, type Weights } from "./train_linear.ts";

/** How a head is trained: its task, those that help it, and the numbers of the training. */
export interface Recipe {
  task: Task;
  helpers: readonly Task[];
  /** Seed words of each label, and texts without labels in which they show what goes with them. */
  seeds?: { words: readonly string[]; texts: readonly string[] };
  /** Whether networks teach it what they learn of all these tasks, and of other labels of the same texts. */
  taught?: { beside: readonly Task[] };
  training: Numbers;
  /** In how many orders the texts are learnt from; the mean of these models is the head. */
  orders: number;
  /** Into how many parts rows are dealt for calibration, and how many of these parts are held out in turn. */
  folds: { of: number; heldOut: number };
}

type Numbers = Pick<Training, "bits" | "epochs" | "rate" | "decay">;

/** What texts are read by, and the model of the vectors of known words (`vectorModel`), which helps every head. */
export interface TrainingLists extends WordLists {
  vectors: Weights;
}

/** Trains by a recipe, on these rows of its task (default all), and folds what helped into the weights. */
export function trainByRecipe(
  recipe: Recipe,
  lists: TrainingLists,
  rowSets: readonly (Int32Array | undefined)[],
): { corpus: Corpus; models: Weights[] } {
  const { task, helpers, seeds, training, orders } = recipe;
  const corpus = readCorpus(task.texts, lists);
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
  const taught = recipe.taught === undefined ? undefined : teach([
    ...[task, ...recipe.taught.beside].map((own) => ({ ...lessonOf(own, corpus, rowSets), ...mainLesson })),
    ...helpers.map((helper, i) => ({ ...lessonOf(helper, helping[i]!, [undefined]), ...sideLesson })),
  ]);
  const models = rowSets.map((rows) => {
    const inOrder = (order: number) =>
      trainLinear(corpus, task.targets, {
        ...training,
        ...shapeOf(task, rows),
        helpers: columns,
        order,
        ...(rows === undefined ? {} : { rows }),
        ...(taught === undefined ? {} : { taught }),
      });
    return foldHelpers(averageWeights(Array.from({ length: orders }, (_, order) => inOrder(order))), trained);
  });
  return { corpus, models };
}

const mainLesson = { share: 1, weight: 1 };
const sideLesson = { share: 0.1, weight: 0.5 };

// A teacher sees the texts of all sets: once for each would take as many times as long, and calibration on dev is no worse.
function lessonOf(
  task: Task,
  corpus: Corpus,
  rowSets: readonly (Int32Array | undefined)[],
): Omit<Lesson, "share" | "weight"> {
  const rows = rowSets.includes(undefined)
    ? Int32Array.from({ length: corpus.count }, (_, row) => row)
    : Int32Array.from(new Set(rowSets.flatMap((set) => [...set!])));
  return { ...shapeOf(task, rows), corpus, targets: task.targets, rows };
}

function seedModels(
  words: readonly string[],
  texts: readonly string[],
  training: Numbers,
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
// Of more labels some are too rare to count as much as the others.
const mostBalanced = 4;

function shapeOf({ kind, labels, targets }: Task, rows?: Int32Array) {
  const balanced = kind === "softmax" && labels.length <= mostBalanced;
  return {
    kind,
    labels: labels.length,
    classWeights: balanced ? balancedWeights(targets, labels.length, rows) : labels.map(() => 1),
  };
}

/**
 * A head as it goes into its file. Calibration and thresholds come from models that have not seen a part of the rows, and
 * from their sums there.
 */
export function makeHead(recipe: Recipe, model: string, lists: TrainingLists): LinearWeights {
  const { task, folds } = recipe;
  const all = Int32Array.from(task.texts.keys());
  const kept = Array.from(
    { length: folds.heldOut },
    (_, fold) => all.filter((row) => row % folds.of !== fold),
  );
  const { corpus, models: [whole, ...parts] } = trainByRecipe(recipe, lists, [undefined, ...kept]);
  const heldOut = [...all].filter((row) => row % folds.of < folds.heldOut);
  return {
    model,
    kind: task.kind,
    labels: task.labels,
    ...quantise(whole!),
    ...calibrated(task, heldOut, (row) => sumsOf(parts[row % folds.of]!, corpus, row)),
  };
}

function sumsOf(model: Weights, corpus: Corpus, row: number): Float64Array {
  const sums = new Float64Array(model.labels);
  sumRow(model, corpus, row, sums);
  return sums;
}

/** Slopes, shifts and thresholds from the sums of rows that the model has not seen. */
export function calibrated(
  { kind, labels, targets }: Task,
  rows: readonly number[],
  sumsOf: (row: number) => Float64Array,
): Pick<LinearWeights, "slopes" | "shifts" | "thresholds"> {
  const sums = rows.map(sumsOf);
  if (kind === "softmax") {
    const slope = fitTemperature(sums, rows.map((row) => targets[row]!));
    return { slopes: labels.map(() => slope), shifts: labels.map(() => 0), thresholds: labels.map(() => 0) };
  }
  const fits = labels.map((_, label) => {
    const own = sums.map((row) => row[label]!);
    const wanted = rows.map((row) => ((targets[row]! >> label) & 1) === 1);
    const { slope, shift } = fitPlatt(own, wanted);
    const probabilities = own.map((sum) => 1 / (1 + Math.exp(-(slope * sum + shift))));
    return { slope, shift, threshold: fitThreshold(probabilities, wanted) };
  });
  return {
    slopes: fits.map(({ slope }) => slope),
    shifts: fits.map(({ shift }) => shift),
    thresholds: fits.map(({ threshold }) => threshold),
  };
}
