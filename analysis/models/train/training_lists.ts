import type { WordLists } from "../../text/features.ts";
import type { Models } from "../models.ts";
import { readMarks } from "./marks.ts";
import type { MarkedTexts } from "./marks_file.ts";
import type { Weights } from "./train_linear.ts";
import { readVectors } from "./vectors.ts";
import { vectorModel } from "./word_vectors.ts";

/** What texts are read by, the model of the vectors of known words (`vectorModel`), which helps every head, and marks. */
export interface TrainingLists extends WordLists {
  vectors: Weights;
  readMarks(file: string, marked: MarkedTexts): Float32Array;
}

/** The lists that heads were trained with, for more models like them. @throws {Fatal} where vectors cannot be fetched. */
export function trainingLists(models: Models): Models & TrainingLists {
  return { ...models, vectors: vectorModel(models.vocabulary, readVectors()), readMarks };
}
