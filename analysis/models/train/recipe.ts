import { alterations, alterTexts } from "./alter.ts";
import type { Task } from "./tasks.ts";
import type { ConvolutionTraining } from "./train_convolution.ts";
import type { Training } from "./train_linear.ts";

/** Which texts a teacher marks: others, and of the task all or none, as they are or altered as well; the file of the marks. */
export interface Marked {
  file: string;
  own: "all" | "none";
  others: readonly string[];
  altered?: boolean;
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
  /** What learns from the order of units beside the features, if anything does. */
  convolution?: ConvolutionTraining;
  /** In how many orders the texts are learnt from; the mean of these models is the head. */
  orders: number;
  /** Into how many parts rows are dealt, and how many of these parts are held out in turn for calibration. */
  folds: { of: number; heldOut: number };
}

type Numbers = Pick<Training, "bits" | "epochs" | "rate" | "decay">;

/**
 * Rows that a model learns from, default all, and the file of what a teacher says that knows no other labels, default the
 * recipe's.
 */
export interface Portion {
  rows?: Int32Array;
  marks?: string;
}

/** All texts that a recipe learns from: those of its task, the others that are marked, and altered ones. */
export function textsOf({ task, marked }: Recipe): string[] {
  return [...task.texts, ...marked?.others ?? [], ...marked?.altered ? alterTexts(task.texts) : []];
}

/** Of each of these texts the row of the task that it is, or was made of (of two, that of its beginning), -1 of others. */
export function sourcesOf({ task, marked }: Recipe): Int32Array {
  const altered = marked?.altered ? task.texts.length * alterations : 0;
  return Int32Array.from([
    ...task.texts.keys(),
    ...marked?.others.map(() => -1) ?? [],
    ...Array.from({ length: altered }, (_, i) => Math.floor(i / alterations)),
  ]);
}

/** A portion that leaves a fold out. */
export type Kept = Portion & { rows: Int32Array };

/**
 * All rows but those of a fold: a row is of fold `row % folds.of`. Where texts of the task have no marks of their own, those
 * of others are by teachers that know no labels of the fold either.
 */
export function withoutFold({ task, marked, folds }: Recipe, fold: number): Kept {
  const rows = Int32Array.from(task.texts.keys()).filter((row) => row % folds.of !== fold);
  return marked?.own === "none" ? { rows, marks: `${marked.file}-without-${fold}` } : { rows };
}

/** The texts of a recipe that a teacher marks. */
export function markedTexts(recipe: Recipe): readonly string[] {
  const { own, others } = recipe.marked!;
  return own === "all" ? textsOf(recipe) : others;
}
