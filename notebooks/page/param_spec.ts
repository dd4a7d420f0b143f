import { z } from "zod";

const label = z.string().max(80).optional();
const choices = z.array(z.string().max(200)).min(1).max(200);
/** Listed, or the first column of a query of the page. */
const choicesOrCell = z.union([
  choices,
  z.strictObject({ cell: z.string().regex(/^[A-Za-z_$][\w$]*$/, "is not the name of a cell") }),
]);
const timeText = z.union([z.string(), z.date().transform((date) => date.toISOString())]);

/** A parameter as its page declares it: type, default and limits. */
export const ParamSpec = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("text"),
    label,
    default: z.string().default(""),
    maxChars: z.number().int().min(1).max(10_000).default(200),
  }),
  z.strictObject({
    type: z.literal("number"),
    label,
    default: z.number(),
    min: z.number().default(-1e15),
    max: z.number().default(1e15),
    step: z.number().positive().optional(),
  }),
  z.strictObject({
    type: z.literal("time"),
    label,
    default: timeText,
    min: timeText.default("1990-01-01T00:00:00Z"),
    max: timeText.default("2200-01-01T00:00:00Z"),
  }),
  z.strictObject({
    type: z.literal("interval"),
    label,
    default: z.string().default("24h"),
    choices: choices.default(["1h", "24h", "7d", "all"]),
  }),
  z.strictObject({ type: z.literal("choice"), label, default: z.string(), choices: choicesOrCell }),
  z.strictObject({
    type: z.literal("list"),
    label,
    default: z.array(z.string()).default([]),
    choices: choicesOrCell.optional(),
    maxItems: z.number().int().min(1).max(200).default(50),
  }),
  z.strictObject({
    type: z.literal("column"),
    label,
    default: z.string(),
    columns: z.record(
      z.string().max(80),
      z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/, "is not a column name"),
    ),
  }),
  z.strictObject({
    type: z.literal("moods"),
    label,
    default: z.enum(["corrected", "modelled"]).default("corrected"),
  }),
  z.strictObject({
    type: z.literal("topic"),
    label,
    default: z.string().default(""),
    maxChars: z.number().int().min(1).max(10_000).default(2000),
  }),
]);

/** See the schema of the same name. */
export type ParamSpec = z.infer<typeof ParamSpec>;
/** The parameters of a page, by name. */
export type ParamSpecs = Record<string, ParamSpec>;
