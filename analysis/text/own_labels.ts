import type { Labelled } from "./labelled.ts";
import { rounded } from "./rounded.ts";

/** Categories that somebody has added to those of the model, each known by its seeds. */
export interface OwnLabels {
  /** Name and version of the set. */
  model: string;
  labels: {
    name: string;
    /** For each seed the pieces of a norm of which a post has one where it says the seed. */
    seeds: string[][];
  }[];
}

/**
 * A category with those of somebody's own beside the model's. A post that says seeds is of the label of which it says
 * most, of the first of equals, whatever its model and its language. A score is 1 - 1 / 2^n for n seeds: 0.5 for one.
 */
export function withOwnLabels(category: Labelled, norm: string, own: OwnLabels): Labelled {
  const scores = { ...category.scores };
  let label = category.label;
  let most = 0;
  for (const { name, seeds } of own.labels) {
    let said = 0;
    for (const pieces of seeds) if (pieces.some((piece) => norm.includes(piece))) said++;
    scores[name] = rounded(1 - 2 ** -said);
    if (said > most) [label, most] = [name, said];
  }
  return { label, scores, model: `${category.model}+${own.model}` };
}
