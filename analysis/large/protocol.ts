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
  id: number;
  until: number;
  texts: string[];
}

/** A piece of a text, as its tokeniser writes it, with its likeliest label. */
export interface Piece {
  word: string;
  label: string;
  score: number;
}

/** What a model says of a text: the probability of each label, or its pieces. */
export type Judgement = { scores: Record<string, number> } | { pieces: Piece[] };

/** What it answers, a line of JSON each on its standard output. */
export type FromModel =
  /** `model` is name and version, `labels` are those of its own configuration. */
  | { kind: "ready"; model: string; labels: string[] }
  | { kind: "failed"; reason: string }
  /** Of the texts from number `at` on. */
  | { kind: "judged"; id: number; at: number; judgements: Judgement[] }
  | { kind: "done"; id: number };
