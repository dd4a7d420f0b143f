import { type PageTime, timeText } from "../../page/page_time.ts";
import { parseTime } from "../../page/utc_time.ts";
import { measures, type Why, type WhyKey } from "./why.ts";

const times = new Set(["start", "until"]);

/** An open drawer as the page's address holds it, frozen at the moment of `seen`. */
export function writeWhy({ cell, key, as }: Why, seen: PageTime | null): Record<string, string> {
  const entries = { why: cell, ...keyEntries(key) } as Record<string, string>;
  if (as !== undefined) entries["as"] = as;
  if (seen?.landing != null && seen.asOf !== null) entries["seen"] = `${seen.landing}@${timeText(seen.asOf)}`;
  return entries;
}

/** Reads the drawer from the address; null where it is closed. Wrong values are left for the server to name. */
export function readWhy(entries: Record<string, string>): { why: Why; seen: PageTime | null } | null {
  const { why: cell, as: written, seen = "", ...rest } = entries;
  if (cell === undefined || cell === "") return null;
  const key = Object.fromEntries(
    Object.entries(rest).map((
      [name, text],
    ) => [name.slice("key.".length), readValue(name.slice("key.".length), text)]),
  );
  const [, landing, asOf] = /^(\d{1,15})@(.+)$/.exec(seen) ?? [];
  const time = parseTime(asOf ?? "");
  const as = measures.find((measure) => measure === written);
  return {
    why: as === undefined ? { cell, key } : { cell, key, as },
    seen: Number.isNaN(time) ? null : { landing: Number(landing), asOf: time },
  };
}

/** The values of a key as the server reads them. */
export function keyEntries(key: WhyKey): Record<string, string> {
  return Object.fromEntries(
    Object.entries(key).map(([name, value]) => [
      `key.${name}`,
      times.has(name) && typeof value === "number" ? timeText(value) : String(value ?? ""),
    ]),
  );
}

function readValue(name: string, text: string): string | number | null {
  if (text === "") return null;
  if (times.has(name)) return Number.isNaN(parseTime(text)) ? text : parseTime(text);
  return name === "mood" || name === "revision" || name === "landing"
    ? (text === "*" ? text : Number(text))
    : text;
}
