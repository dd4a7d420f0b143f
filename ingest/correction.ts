import { z } from "zod";

const words = (max: number) => z.string().min(1).max(max);
const timeMs = z.number().int().nonnegative();
const mood = z.union([z.literal(-1), z.literal(0), z.literal(1)]);

const correctionShape = {
  /** The entry's own id: the same entry, read again, counts once. */
  entry: words(64),
  source: words(32),
  /** The `id` of the post. */
  id: words(512),
  /** Negative, neutral or positive; null: as its model has it. */
  mood: mood.nullable(),
  /** Who says so. */
  by: words(100),
  /** When it was said, UTC milliseconds: of the entries on a post the newest holds. */
  at: timeMs,
  /** When the post was written: landing then finds it sooner. */
  createdAt: z.exactOptional(timeMs),
  /** Where it was said without sight of the model's mood, to measure the model on a topic: the topic's key, and what the model said. */
  measured: z.exactOptional(z.object({ topic: words(64), mood, model: words(200) })),
};

/** What a person says the mood of a post is, for all versions of it. Earlier entries are kept; a later one undoes them. */
export const Correction: z.ZodType<Correction> = z.object(correctionShape);
/** See the schema of the same name. */
export type Correction = z.infer<z.ZodObject<typeof correctionShape>>;

/** A correction on the log. */
export type CorrectionEnvelope = { v: 1; t: "correction" } & Correction;

/** The log line of a checked correction. */
export function encodeCorrection(correction: Correction): string {
  return JSON.stringify({ v: 1, t: "correction", ...correction } satisfies CorrectionEnvelope);
}
