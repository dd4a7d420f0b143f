import { type Entity, entityAt, inOrder, namedTypes } from "../text/entities.ts";
import type { Labelled } from "../text/labelled.ts";
import { rounded } from "../text/rounded.ts";
import { type Sentiment, sentimentOf } from "../text/sentiment.ts";
import type { Candidate } from "./candidates.ts";
import type { LabelMap } from "./labels.ts";
import type { Judgement } from "./protocol.ts";
import { spansOf } from "./spans.ts";
import type { LargeTask } from "./tasks.ts";

/** What takes the place of the small model's result in an analysed line. */
export type Replacement =
  | { sentiment: Sentiment }
  | { emotion: Labelled }
  | { category: Labelled }
  | { entities: Entity[] };

/** A model's judgement of a post in our labels. Names take the place of names; what rules have found stays. */
export function resultOf(
  task: LargeTask,
  candidate: Candidate,
  judgement: Judgement,
  { model, labels }: { model: string; labels: LabelMap },
): Replacement {
  if ("pieces" in judgement) {
    return { entities: entitiesOf(candidate, spansOf(candidate.text, judgement.pieces, labels), model) };
  }
  const scores = scoresOf(judgement.scores, labels);
  switch (task) {
    case "sentiment":
      return { sentiment: sentimentOf(scores.negative!, scores.neutral!, scores.positive!, model) };
    case "emotion":
      return { emotion: labelled(scores, model) };
    default:
      return { category: labelled(scores, model) };
  }
}

// Labels that are one of ours add up.
function scoresOf(theirs: Record<string, number>, labels: LabelMap): Record<string, number> {
  const scores: Record<string, number> = {};
  for (const [label, score] of Object.entries(theirs)) {
    const ours = labels.get(label);
    if (ours !== undefined) scores[ours] = Math.min(1, (scores[ours] ?? 0) + score);
  }
  return scores;
}

function labelled(scores: Record<string, number>, model: string): Labelled {
  const [[label]] = Object.entries(scores).sort(([, a], [, b]) => b - a) as [[string, number]];
  return {
    label,
    scores: Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, rounded(score)])),
    model,
  };
}

const linked: ReadonlySet<string> = new Set(["hashtag", "mention", "link", "cashtag"]);

function entitiesOf(
  { text, titleLength, analysis }: Candidate,
  spans: ReturnType<typeof spansOf>,
  model: string,
): Entity[] {
  const kept = analysis.entities.filter(({ type }) => !namedTypes.has(type));
  const names = spans.flatMap(({ start, end, type, score }) => {
    const entity = entityAt(text, titleLength, {
      start,
      end,
      type: type as Entity["type"],
      score: rounded(score),
    });
    const isLinked = kept.some((one) =>
      linked.has(one.type) && one.field === entity?.field && one.start < entity!.end &&
      entity!.start < one.end
    );
    return entity === undefined || isLinked ? [] : [{ ...entity, model }];
  });
  return [...kept, ...names].sort(inOrder);
}
