import { type Entity, entityAt, inOrder, namedTypes } from "../text/entities.ts";
import { listedTypes, type Name, namesOf } from "../text/names.ts";
import type { Labelled } from "../text/labelled.ts";
import { rounded } from "../text/rounded.ts";
import { type Sentiment, sentimentOf } from "../text/sentiment.ts";
import type { Candidate } from "./candidates.ts";
import type { LabelMap } from "./labels.ts";
import type { Judgement } from "./protocol.ts";
import { type Span, spansOf } from "./spans.ts";
import type { LargeTask } from "./tasks.ts";

/** What takes the place of the small model's result in an analysed line. */
export type Replacement =
  | { sentiment: Sentiment }
  | { emotion: Labelled }
  | { category: Labelled }
  | { entities: Entity[]; names: { found: Name[]; model: string } };

/** A model's judgement of a post in our labels. Names take the place of names; what rules have found stays. */
export function resultOf(
  task: LargeTask,
  candidate: Candidate,
  judgement: Judgement,
  { model, labels }: { model: string; labels: LabelMap },
): Replacement {
  if ("pieces" in judgement) {
    const entities = entitiesOf(candidate, spansOf(candidate.text, judgement.pieces, labels));
    return { entities, names: { found: namesOf(entities), model } };
  }
  const scores = scoresOf(judgement.scores, labels);
  switch (task) {
    case "sentiment":
      return {
        sentiment: sentimentOf(scores.negative ?? 0, scores.neutral ?? 0, scores.positive ?? 0, model),
      };
    case "emotion":
      return { emotion: labelled(scores, "neutral", model) };
    default:
      return { category: labelled(scores, "other", model) };
  }
}

// Several labels that are one of ours add up where they share out one; where each stands for itself, the likeliest counts.
function scoresOf(theirs: Record<string, number>, labels: LabelMap): Record<string, number> {
  const total = Object.values(theirs).reduce((sum, score) => sum + score, 0);
  const isShared = Math.abs(total - 1) < 0.001;
  const scores: Record<string, number> = {};
  for (const [label, score] of Object.entries(theirs)) {
    const ours = labels.get(label);
    if (ours === undefined) continue;
    const known = scores[ours] ?? 0;
    scores[ours] = isShared ? known + score : Math.max(known, score);
  }
  return scores;
}

function labelled(scores: Record<string, number>, fallback: string, model: string): Labelled {
  const [top] = Object.entries(scores).sort(([, a], [, b]) => b - a);
  const stated = Object.entries(scores).map(([name, score]) => [name, rounded(score)]);
  return { label: top?.[0] ?? fallback, scores: Object.fromEntries(stated), model };
}

function entitiesOf({ text, titleLength, analysis }: Candidate, spans: Span[]): Entity[] {
  const kept = analysis.entities.filter(({ type }) => !namedTypes.has(type));
  const listed = kept.filter(({ type }) => listedTypes.has(type));
  const names = spans.map((span) => entityAt(text, titleLength, { ...span, score: rounded(span.score) }))
    .filter((name) => name !== undefined && !listed.some((one) => overlap(one, name)));
  return [...kept, ...names as Entity[]].sort(inOrder);
}

function overlap(a: Entity, b: Entity): boolean {
  return a.field === b.field && a.start < b.end && b.start < a.end;
}
