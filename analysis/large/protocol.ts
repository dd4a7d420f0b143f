import { z } from "zod";
import type { ModelRef } from "./model_ref.ts";

/** What the process of a model is told first, on its command line. */
export interface ModelJob {
  ref: ModelRef;
  pipeline: "text-classification" | "token-classification";
  /** Path of the bundle that it runs on. */
  runtime: string;
}

/** Texts to judge, a line of JSON on its standard input. After `until`, UTC milliseconds, nobody waits any more. */
export interface Question {
  until: number;
  texts: string[];
}

/** A piece of a text, as its tokeniser writes it, with its likeliest label. */
export type Piece = z.infer<typeof piece>;

/** What a model says of a text: the probability of each label, or its pieces. */
export type Judgement = z.infer<typeof judgement>;

/** What it answers, a line of JSON each on its standard output. */
export type FromModel = z.infer<typeof fromModel>;

const piece = z.object({ word: z.string(), label: z.string(), score: z.number() });

const judgement = z.union([
  z.object({ scores: z.record(z.string(), z.number()) }),
  z.object({ pieces: z.array(piece) }),
]);

const fromModel = z.discriminatedUnion("kind", [
  /** `model` is name and version, `labels` are those of its own configuration. */
  z.object({ kind: z.literal("ready"), model: z.string(), labels: z.array(z.string()) }),
  z.object({ kind: z.literal("failed"), reason: z.string() }),
  /** Of the texts from number `at` on. */
  z.object({ kind: z.literal("judged"), at: z.int().nonnegative(), judgements: z.array(judgement) }),
  z.object({ kind: z.literal("done") }),
]);

/** Reads an answer. @throws where it is none: a model is somebody else's program. */
export function readAnswer(line: string): FromModel {
  return fromModel.parse(JSON.parse(line));
}
