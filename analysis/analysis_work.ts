import type { Settings } from "../ingest/base/settings.ts";
import { type LargeModelOptions, readLargeModels } from "./large/model_ref.ts";
import { readOwnLabels } from "./own_labels.ts";
import type { OwnLabels } from "./text/own_labels.ts";

/** What posts are analysed with beside the small models: large ones, and categories of the user's own. */
export interface AnalysisWork {
  large: LargeModelOptions[];
  own?: OwnLabels | undefined;
}

/** What the settings ask for. @throws {Fatal} naming the setting that cannot be used, and why. */
export function readAnalysisWork(settings: Settings): AnalysisWork {
  return { large: readLargeModels(settings), own: readOwnLabels(settings) };
}
