import type { WordLists } from "../../text/features.ts";
import type { LinearWeights } from "../linear_file.ts";
import { averageWeights } from "./average_weights.ts";
import { fitPlatt, fitTemperature, fitThreshold } from "./calibrate.ts";
import { type Corpus, readCorpus } from "./corpus.ts";
import { createHelper, foldHelpers, helperColumns } from "./helpers.ts";
import type { MarkedTexts } from "./marks_file.ts";
import { quantise } from "./quantise.ts";
import { seedModel, weakCorpus } from "./seeds.ts";
import { shapeOf, type Task } from "./tasks.ts";
import { sumRow, type Training, trainLinear, type Weights } from "./train_linear.ts";

/** Which texts a teacher marks: others, and of the task all or none; the file of the marks. */
export interface Marked {
  file: string;
  own: "all" | "none";
  others: readonly string[];
}

/** How a head is trained: its task, those that help it, and the numbers of the training. */
export interface Recipe {
  task: Task;
  helpers: readonly Task[];
  /** Seed words of each label, and texts without labels in which they show what goes with them. */
  seeds?: { words: readonly string[]; texts: readonly string[] };
  /** What a transformer says of texts teaches it (`deno task teach`). */
  marked?: Marked;
  training: Numbers;
  /** In how many orders the texts are learnt from; the mean of these models is the head. */
  orders: number;
  /** Into how many parts rows are dealt for calibration, and how many of these parts are held out in turn. */
  folds: { of: number; heldOut: number };
}

type Numbers = Pick<Training, "bits" | "epochs" | "rate" | "decay">;

/** What texts are read by, the model of the vectors of known words (`vectorModel`), which helps every head, and marks. */
export interface TrainingLists extends WordLists {
  vectors: Weights;
  readMarks(file: string, marked: MarkedTexts): Float32Array;
}

/** Rows that a model learns from, default all, and the file of what a teacher says that knows no other labels, default the recipe's. */
export interface Portion {
  rows?: Int32Array;
  marks?: string;
}

/** Trains by a recipe, a model for each portion of its task, and folds what helped into the weights. */
export function trainByRecipe(
  recipe: Recipe,
  lists: TrainingLists,
  portions: readonly Portion[],
): { corpus: Corpus; models: Weights[] } {
  const { task, helpers, seeds, marked, training, orders } = recipe;
  const texts = textsOf(recipe);
  const corpus = readCorpus(texts, lists);
  const others = Int32Array.from(marked?.others ?? [], (_, i) => task.texts.length + i);
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
  const models = portions.map(({ rows, marks = marked?.file }) => {
    const taught = marks === undefined
      ? undefined
      : lists.readMarks(marks, { ...task, texts: markedTexts(recipe) });
    const inOrder = (order: number) =>
      trainLinear(corpus, task.targets, {
        ...training,
        ...shapeOf(task, rows),
        helpers: columns,
        order,
        ...(rows === undefined ? {} : { rows: Int32Array.from([...rows, ...others]) }),
        ...(taught === undefined ? {} : { taught }),
      });
    return foldHelpers(averageWeights(Array.from({ length: orders }, (_, order) => inOrder(order))), trained);
  });
  return { corpus, models };
}

/** All texts that a recipe learns from: those of its task, and the others that are marked. */
export function textsOf({ task, marked }: Recipe): string[] {
  return [...task.texts, ...marked?.others ?? []];
}

/** A portion that leaves a fold out. */
export type Kept = Portion & { rows: Int32Array };

/**
 * All rows but every `of`th from `fold` on. Where texts of the task have no marks of their own, those of others are by
 * teachers that know no labels of the fold either.
 */
export function withoutFold(
  { task, marked }: Recipe,
  fold: number,
  of: number,
): Kept {
  const rows = Int32Array.from(task.texts.keys()).filter((row) => row % of !== fold);
  return marked?.own === "none" ? { rows, marks: `${marked.file}-without-${fold}` } : { rows };
}

/** The texts of a recipe that a teacher marks. */
export function markedTexts(recipe: Recipe): readonly string[] {
  const { own, others } = recipe.marked!;
  return own === "all" ? textsOf(recipe) : others;
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

/**
 * A head as it goes into its file. Calibration and thresholds come from models that have not seen a part of the rows, and
 * from their sums there.
 */
export function makeHead(recipe: Recipe, model: string, lists: TrainingLists): LinearWeights {
  const { task, folds } = recipe;
  const kept = Array.from({ length: folds.heldOut }, (_, fold) => withoutFold(recipe, fold, folds.of));
  const { corpus, models: [whole, ...parts] } = trainByRecipe(recipe, lists, [
    {},
    ...kept,
  ]);
  const heldOut = [...task.texts.keys()].filter((row) => row % folds.of < folds.heldOut);
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
