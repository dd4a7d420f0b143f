import type { Bind } from "../../analysis/store/reads.ts";
import type { Span } from "./span.ts";
import { parseTime } from "./utc_time.ts";

const texts = [
  "source",
  "stream",
  "id",
  "author",
  "author_id",
  "community",
  "lang",
  "place",
  "country",
  "emotion",
  "category",
  "thread_id",
  "url",
  "mood_rule",
];
const numbers = ["mood", "revision", "landing"];
/** The list column that holds the items of a key. */
export const keyLists: Record<string, string> = {
  term: "terms",
  hashtag: "hashtags",
  mention: "mentions",
  link: "links",
  cashtag: "cashtags",
  entity: "entities",
  phrase: "phrases",
};

/** The names by which a row may be a group of posts: a window of time and its end, a column of `posts`, one item of a list. */
export const keyNames: string[] = ["start", "until", ...texts, ...numbers, ...Object.keys(keyLists)];

/** Stands for any value that is known, in a column of numbers. */
const anyKnown = "*";

/** The values of a row's key: null where the post does not have the field, times as UTC milliseconds. */
export type RowKey = Record<string, string | number | null>;

/**
 * Reads the values of a key as an address carries them: `start` as UTC time or milliseconds, and `until` for the end of a longer
 * window; nothing for null; `*` for any known number. @throws {RangeError} saying which value is wrong.
 */
export function readRowKey(raw: Record<string, string | string[]>): RowKey {
  return Object.fromEntries(Object.entries(raw).map(([name, text]) => [name, readValue(name, text)]));
}

/** Gives a value its placeholder; `name` says what it is. */
export type BindNamed = (value: Bind, name: string) => string;

/** The posts of a key as conditions over `posts`, with every value bound. */
export function writeRowKey(key: RowKey, span: Pick<Span, "bucketMs">, bind: BindNamed): string[] {
  return Object.entries(key).flatMap(([name, value]) => writeValue(name, value, key, span, bind));
}

function readValue(name: string, text: string | string[]): string | number | null {
  if (typeof text !== "string") throw new RangeError(`Key "${name}" must be given once`);
  if (name === "start" || name === "until") {
    const time = parseTime(text);
    if (Number.isFinite(time)) return time;
    throw new RangeError(`Key "${name}" must be a UTC time like 2015-02-23T08:00Z`);
  }
  if (!keyNames.includes(name)) {
    throw new RangeError(`No key "${name}"; a row is known by ${keyNames.join(", ")}`);
  }
  if (text === "") {
    if (Object.hasOwn(keyLists, name)) throw new RangeError(`Key "${name}" must be one of its list's items`);
    return null;
  }
  if (!numbers.includes(name) || text === anyKnown) return text.toWellFormed().replaceAll("\u0000", "\uFFFD");
  if (/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  throw new RangeError(`Key "${name}" must be a number`);
}

function writeValue(
  name: string,
  value: string | number | null,
  key: RowKey,
  { bucketMs }: Pick<Span, "bucketMs">,
  bind: BindNamed,
): string[] {
  if (name === "until") return [];
  if (name === "start") {
    const start = Number(value);
    const end = Number(key["until"] ?? start + bucketMs);
    return [
      `created_at >= ${bind({ type: "time", value: start }, "start")}`,
      `created_at < ${bind({ type: "time", value: end }, "end")}`,
    ];
  }
  const list = Object.hasOwn(keyLists, name) ? keyLists[name] : undefined;
  if (list !== undefined) {
    return [`list_contains(${list}, ${bind({ type: "text", value: String(value) }, name)})`];
  }
  if (value === null) return [`${name} is null`];
  if (!numbers.includes(name)) return [`${name} = ${bind({ type: "text", value: String(value) }, name)}`];
  if (value === anyKnown) return [`${name} is not null`];
  return [`${name} = ${bind({ type: "number", value: Number(value) }, name)}`];
}
