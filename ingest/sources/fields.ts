import { languageTag } from "../fields.ts";

/** An object of a parsed document; nothing is known about its values. */
export type Fields = { [name: string]: unknown };

/** Whether a parsed value is an object with fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object itself, or one without fields. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The list itself, or an empty one. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text with something in it, or nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A language that a post may state, or nothing. */
export function languageTagOf(value: unknown): string | undefined {
  return languageTag.safeParse(value).data;
}

/** The fields that are stated; undefined if none is. For counters, where null means unknown. */
export function statedOf(fields: Fields): Fields | undefined {
  const stated = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return stated.length === 0 ? undefined : Object.fromEntries(stated);
}
