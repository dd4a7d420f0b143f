import { topicOfKey } from "../page/bind_cell.ts";
import { splitList } from "../page/list_text.ts";
import { asText } from "../page/param_text.ts";
import type { Page, SqlCell } from "../page/page.ts";
import { type CheckTopic, type ParamValue, type ParamValues, readParam } from "../page/param_values.ts";
import type { ExportRequest } from "./request.ts";
import { Refused } from "./refused.ts";

/** Combinations that one report holds at most. */
export const maxCombinations = 200;

/** The values a page is saved with. */
export interface SavedValues {
  /** By parameter, at least one; the first is shown first. */
  values: Record<string, ParamValue[]>;
  /** The parameters of which every value is worked out: those that reach a query. */
  multiplied: string[];
  /** One for each that is worked out; the first is shown first. */
  combinations: ParamValues[];
}

/**
 * Finds the values a page is saved with: those that are asked for, else those of its front matter, else its default.
 * @param most how many combinations there may be.
 * @throws {Refused} for values it does not take, and where there are more combinations.
 */
export function savedValues(
  page: Page,
  request: ExportRequest,
  checkTopic: CheckTopic,
  most = maxCombinations,
): SavedValues {
  const asked = askedOf(page, request);
  const values: SavedValues["values"] = {};
  for (const [name, spec] of Object.entries(page.params)) {
    const given: unknown[] = asked[name] ?? page.export[name] ?? [spec.default];
    const texts = new Map<string, ParamValue>();
    for (const one of given) {
      const read = readParam(name, spec, one, checkTopic);
      if ("problem" in read) {
        throw new Refused(`Cannot export "${page.name}": ${name} "${String(one)}" ${read.problem.message}`);
      }
      const text = asText(spec, read.value);
      if (!texts.has(text)) texts.set(text, read.value);
    }
    values[name] = [...texts.values()];
  }
  const reached = reachingParams(page);
  const multiplied = Object.keys(values).filter((name) => reached.has(name));
  refuseTooMany(page, values, multiplied, most);
  const first = Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value!]));
  const combinations = multiplied.reduce(
    (made, name) => made.flatMap((one) => values[name]!.map((value) => ({ ...one, [name]: value }))),
    [first],
  );
  return { values, multiplied, combinations };
}

/** The parameter to cut: the one with the most values; null where each has one. */
export function parameterToCut(
  { values, multiplied }: Pick<SavedValues, "values" | "multiplied">,
): string | null {
  const count = (name: string) => values[name]!.length;
  const [most] = multiplied.toSorted((a, b) => count(b) - count(a));
  return most === undefined || count(most) === 1 ? null : most;
}

function askedOf(page: Page, { topics, windows, params }: ExportRequest): Record<string, string[]> {
  const asked: Record<string, string[]> = {};
  for (const [name, texts] of Object.entries(params)) {
    if (!Object.hasOwn(page.params, name)) {
      const known = Object.keys(page.params).join(", ") || "none";
      throw new Refused(`Cannot export "${page.name}": it has no parameter "${name}"; there are ${known}`);
    }
    // A value of a list has commas of its own.
    const values = page.params[name]!.type === "list" ? texts : texts.flatMap(splitList);
    if (values.length > 0) asked[name] = values;
  }
  for (const [type, texts] of [["topic", topics], ["interval", windows]] as const) {
    if (texts.length === 0) continue;
    const name = Object.keys(page.params).find((name) => page.params[name]!.type === type);
    if (name === undefined) {
      throw new Refused(
        `Cannot export "${page.name}": it has no ${type === "topic" ? "topic" : "window"} to choose`,
      );
    }
    asked[name] = texts;
  }
  return asked;
}

// The window moves the span, which every cell of code may use.
function reachingParams({ cells, params }: Page): Set<string> {
  const named = new Set(
    cells.filter((cell): cell is SqlCell => cell.kind === "sql").flatMap(({ parts, and }) =>
      [...parts, ...and].flatMap((part) =>
        "placeholder" in part ? [topicOfKey(part.placeholder, params) ?? part.placeholder] : []
      )
    ),
  );
  return new Set(
    Object.entries(params).filter(([name, { type }]) =>
      named.has(name) || type === "interval" || ((type === "topic" || type === "moods") && named.has("here"))
    ).map(([name]) => name),
  );
}

function refuseTooMany(
  page: Page,
  values: SavedValues["values"],
  multiplied: string[],
  most: number,
): void {
  const counts = multiplied.map((name) => values[name]!.length);
  const all = counts.reduce((product, count) => product * count, 1);
  if (all <= most) return;
  const parts = multiplied.map((name, index) => `${name} ${counts[index]}`).filter((_, i) => counts[i]! > 1);
  const cut = parameterToCut({ values, multiplied })!;
  const others = all / values[cut]!.length;
  const room = Math.floor(most / others);
  const advice = room >= 1
    ? `give "${cut}" ${room} value${room === 1 ? "" : "s"} at most`
    : `cut "${cut}" first, it has the most values`;
  throw new Refused(
    `Cannot export "${page.name}": ${parts.join(" x ")} make ${all.toLocaleString("en")} combinations, ` +
      `and a report ${most < maxCombinations ? "by its address " : ""}holds ${most}; ${advice}`,
  );
}

/** The saved values as texts, of the parameters that choose among views. */
export function choicesOf(page: Page, { values, multiplied }: SavedValues): Record<string, string[]> {
  return Object.fromEntries(
    multiplied.map((name) => [name, values[name]!.map((value) => asText(page.params[name]!, value))]),
  );
}

/** The page's parameters with the first saved value of each as its default. */
export function savedParams(page: Page, { values }: SavedValues): Page["params"] {
  return Object.fromEntries(
    Object.entries(page.params).map(([name, spec]) => {
      const value = values[name]![0]!;
      const text = spec.type === "number" || spec.type === "list" ? value : asText(spec, value);
      return [name, { ...spec, default: text } as typeof spec];
    }),
  );
}
