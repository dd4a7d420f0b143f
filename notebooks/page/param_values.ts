import * as z from "zod/mini";
import { listedChoices } from "./choices.ts";
import { intervalMs } from "./interval.ts";
import { splitList } from "./list_text.ts";
import type { ParamSpec, ParamSpecs } from "./param_spec.ts";
import { parseUtc } from "./utc_time.ts";

/** A checked value: times are UTC milliseconds, lists are texts, the rest is as written. */
export type ParamValue = string | number | string[];
/** Checked values by name, one for each parameter of the page. */
export type ParamValues = Record<string, ParamValue>;

/** What is wrong with one value, in words that can stand beside its input. */
export interface ParamProblem {
  param: string;
  message: string;
  /** Where in the text, in UTF-16 units from its start, if the problem has a place. */
  position?: number;
}

/** Throws for a topic that does not parse; its `position`, if a number, tells where. */
export type CheckTopic = (text: string) => void;

const maxItemChars = 200;

/** Checks values against their declarations. Missing ones take their default; what a page does not declare is a problem. */
export function readParams(
  specs: ParamSpecs,
  raw: Record<string, unknown>,
  checkTopic: CheckTopic,
): { values: ParamValues; problems: ParamProblem[] } {
  const problems: ParamProblem[] = [];
  const values: ParamValues = {};
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(specs, name)) {
      problems.push({ param: name, message: "is not a parameter of this page" });
    }
  }
  for (const [name, spec] of Object.entries(specs)) {
    const given = Object.hasOwn(raw, name) ? raw[name] : spec.default;
    const read = readParam(name, spec, given, checkTopic);
    if ("problem" in read) problems.push(read.problem);
    values[name] = "value" in read ? read.value : valueSchema(spec).parse(spec.default);
  }
  return { values, problems };
}

/** The schema of a parameter's value; accepts what a URL can carry (text) and what JSON can. */
function valueSchema(spec: ParamSpec): z.ZodMiniType<ParamValue> {
  switch (spec.type) {
    case "text":
    case "topic":
      return cleanText(spec.maxChars);
    case "number":
      return z.pipe(
        numeric,
        z.number().check(
          z.gte(spec.min, `must be at least ${spec.min}`),
          z.lte(spec.max, `must be at most ${spec.max}`),
        ),
      );
    case "time":
      return z.pipe(
        moment,
        z.number().check(
          z.gte(Date.parse(spec.min), `must not be before ${spec.min}`),
          z.lte(Date.parse(spec.max), `must not be after ${spec.max}`),
        ),
      );
    case "interval":
      return oneOf(spec.choices);
    case "choice":
    case "moods":
    case "column":
      return itemOf(spec);
    case "list":
      return z.pipe(
        z.union([
          z.array(z.string()),
          z.pipe(z.string(), z.transform(splitList)),
        ]),
        z.array(itemOf(spec))
          .check(z.maxLength(spec.maxItems, `must have at most ${spec.maxItems} items`)),
      );
  }
}

/** Checks one value against its declaration. */
export function readParam(
  name: string,
  spec: ParamSpec,
  given: unknown,
  checkTopic: CheckTopic,
): { value: ParamValue } | { problem: ParamProblem } {
  if (Array.isArray(given) && spec.type !== "list") {
    return { problem: { param: name, message: "must be given once" } };
  }
  const parsed = valueSchema(spec).safeParse(given);
  if (!parsed.success) {
    return { problem: { param: name, message: parsed.error.issues[0]?.message ?? "has the wrong type" } };
  }
  const value = parsed.data;
  try {
    if (spec.type === "interval") intervalMs(value as string);
    if (spec.type === "topic") checkTopic(value as string);
  } catch (error) {
    const { message, position } = error as Error & { position?: unknown };
    return { problem: { param: name, message, ...(typeof position === "number" ? { position } : {}) } };
  }
  return { value };
}

function cleanText(maxChars: number) {
  return z.string("must be text").check(
    z.maxLength(maxChars, `must have at most ${maxChars.toLocaleString("en")} characters`),
    z.overwrite((text) => text.toWellFormed().replaceAll("\u0000", "\uFFFD")),
  );
}

// What a query lists changes with the data, so such a value is checked as text only.
function itemOf(spec: ParamSpec) {
  const choices = listedChoices(spec);
  return choices === null ? cleanText(maxItemChars) : oneOf(choices);
}

function oneOf(choices: string[]) {
  return z.string("must be text").check(
    z.refine((value) => choices.includes(value), `must be one of ${choices.join(", ")}`),
  );
}

const numeric = z.union(
  [z.number(), z.pipe(z.string().check(z.regex(/^-?\d{1,15}(\.\d{1,15})?$/)), z.transform(Number))],
  "must be a number",
);

const moment = z.union(
  [
    z.int(),
    z.pipe(z.string(), z.pipe(z.transform(parseUtc), z.int())),
  ],
  "must be a UTC time like 2015-02-23T08:00Z",
);
