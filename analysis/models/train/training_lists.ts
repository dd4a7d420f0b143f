import type { Models } from "../models.ts";
import { readMarks } from "./marks.ts";
import type { TrainingLists } from "./recipe.ts";
import { readVectors } from "./vectors.ts";
import { vectorModel } from "./word_vectors.ts";

/** The lists that heads were trained with, for more models like them. @throws {Fatal} where vectors cannot be fetched. */
export function trainingLists(models: Models): Models & TrainingLists {
  return { ...models, vectors: vectorModel(models.vocabulary, readVectors()), readMarks };
}
