import { createFeatures, readFeatures, type WordLists } from "../../text/features.ts";
import { type LinearHead, scoreLinear } from "../../text/linear.ts";
import { tokenise } from "../../text/tokens.ts";
import { createUnits, readUnits } from "../../text/units.ts";
import type { Task } from "../train/tasks.ts";
import { calibrationError, scoreMultiple, scoreSingle } from "./measures.ts";

/** Scores of one head by name, in percent. */
export type Scores = Record<string, number>;

/** Scores a head on labelled texts, as posts are scored. The labels of the task are the first of the head's. */
export function scoreHead(head: LinearHead, lists: WordLists, task: Task): Scores {
  const rows = probabilitiesOf(head, lists, task.texts);
  if (head.kind === "softmax") {
    const guesses = rows.map((row) => row.indexOf(Math.max(...row)));
    const { macroRecall, macroF1, accuracy } = scoreSingle(guesses, task.targets, task.labels.length);
    const error = calibrationError(
      rows.map((row) => Math.max(...row)),
      guesses.map((guess, i) => guess === task.targets[i]),
    );
    return { "macro recall": macroRecall, "macro F1": macroF1, accuracy, "calibration error": error };
  }
  const labels = task.labels.map((_, label) => label);
  const guesses = rows.map((row) =>
    labels.reduce((bits, label) => row[label]! >= head.thresholds[label]! ? bits | 1 << label : bits, 0)
  );
  const { macroF1, microF1 } = scoreMultiple(guesses, task.targets, labels.length);
  const error = calibrationError(
    rows.flatMap((row) => labels.map((label) => row[label]!)),
    rows.flatMap((_, i) => labels.map((label) => ((task.targets[i]! >> label) & 1) === 1)),
  );
  return { "macro F1": macroF1, "micro F1": microF1, "calibration error": error };
}

function probabilitiesOf(
  head: LinearHead,
  lists: WordLists,
  texts: readonly string[],
): number[][] {
  const units = createUnits();
  const features = createFeatures();
  const out = new Float64Array(head.labels.length);
  return texts.map((text) => {
    readUnits(text, tokenise(text), units);
    readFeatures(units, lists, features);
    scoreLinear(head, features, out);
    return [...out];
  });
}
