import { Fatal } from "../../../ingest/base/errors.ts";
import type { HeadKind } from "../../text/linear.ts";
import { decodeModel, encodeModel, type ModelHeader } from "../model_file.ts";
import { digestTexts } from "./digest_texts.ts";

/** What texts are marked with. */
export interface MarkedTexts {
  texts: readonly string[];
  kind: HeadKind;
  labels: readonly string[];
}

interface Header extends ModelHeader {
  kind: "marks";
  labels: readonly string[];
  /** SHA-256 of the texts. */
  texts: string;
}

// Finer ones teach no better and deflate worse.
const steps = 63;

/** The bytes of a file of what a teacher, `model`, says of texts, `[text * labels + label]`: a byte for each probability. */
export function encodeMarks(
  model: string,
  { texts, labels }: MarkedTexts,
  probabilities: Float32Array,
): Uint8Array {
  const body = new Uint8Array(probabilities.length);
  for (let label = 0; label < labels.length; label++) {
    for (let text = 0; text < texts.length; text++) {
      body[label * texts.length + text] = Math.round(steps * probabilities[text * labels.length + label]!);
    }
  }
  return encodeModel<Header>({ header: { kind: "marks", model, labels, texts: digestTexts(texts) }, body });
}

/** Reads what a teacher says of these texts. @throws {Fatal} naming the file where it is damaged or of other texts or labels. */
export function decodeMarks(
  bytes: Uint8Array,
  file: string,
  { texts, kind, labels }: MarkedTexts,
): Float32Array {
  const { header, body } = decodeModel<Header>(bytes, file, "marks");
  if (header.texts !== digestTexts(texts) || `${header.labels}` !== `${labels}`) {
    throw new Fatal(
      `Cannot use marks "${file}": they are of other texts or labels; deno task teach makes them anew`,
    );
  }
  const probabilities = new Float32Array(body.length);
  for (let text = 0; text < texts.length; text++) {
    let total = 0;
    for (let label = 0; label < labels.length; label++) total += body[label * texts.length + text]!;
    const whole = kind === "softmax" ? total : steps;
    for (let label = 0; label < labels.length; label++) {
      probabilities[text * labels.length + label] = body[label * texts.length + text]! / whole;
    }
  }
  return probabilities;
}
