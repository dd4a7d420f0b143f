import { z } from "zod";

const earliestPostMs = Date.UTC(1990, 0, 1);

/** A text that every tool can carry: NUL ends strings in too many, and lone surrogates cannot be written as UTF-8. */
export const clean = (value: string): string => value.toWellFormed().replaceAll("\u0000", "\uFFFD");
/** A text of at most so many UTF-16 units, cleaned. */
export const text = (max: number): z.ZodString => z.string().max(max).overwrite(clean);
/** The same, and not empty. */
export const words = (max: number): z.ZodString => text(max).min(1);
/** A language tag (BCP 47, also as POSIX writes it), with no more parts than one can need. */
export const languageTag: z.ZodString = z.string()
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,8}$/, "is not a language tag");
/** A time in UTC milliseconds at which there may have been posts. */
export const timeMs: z.ZodNumber = z.number().int().min(earliestPostMs, "is before 1990");
