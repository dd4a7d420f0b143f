const people = new Set(["author", "author_id", "mention"]);
const posts = new Set(["id", "reply_to", "repost_of", "quote_of", "thread_id"]);
const addresses = new Set(["url", "link", "links"]);
// @name, @name@host and u/name, as networks write them.
const handles = /(^|[^\w/@.])(@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\w.-]+)?|\/?u\/[\w-]+)/gu;
const links = /\bhttps?:\/\/\S+/gi;

/** Other names for people, and none for what leads to them. */
export interface Pseudonyms {
  /** What stands for a value of a column. The same value always gets the same. */
  hide(column: string, value: unknown): unknown;
  /** The names that were given to one kind so far, by the value in lower case. */
  given(kind: NameKind): Map<string, string>;
  /** How many names were given so far. */
  readonly count: number;
}

/** What gets another name. */
export type NameKind = "person" | "post";

/** Pseudonyms that are given out in order of appearance: equal data get equal ones, and they say nothing of who it is. */
export function createPseudonyms(): Pseudonyms {
  const names = { person: new Map<string, string>(), post: new Map<string, string>() };
  let count = 0;
  const pseudonym = (kind: NameKind, value: string) => {
    const known = value.toLowerCase();
    const name = names[kind].get(known) ?? `${kind} ${++count}`;
    names[kind].set(known, name);
    return name;
  };
  const hide = (column: string, value: unknown): unknown => {
    if (value === null || value === undefined) return value;
    if (Array.isArray(value)) return value.map((item) => hide(column.replace(/s$/, ""), item));
    if (typeof value !== "string") return value;
    if (people.has(column)) return pseudonym("person", value);
    if (posts.has(column)) return pseudonym("post", value);
    if (addresses.has(column)) return column === "url" ? null : hostOf(value);
    return maskText(value);
  };
  return {
    hide,
    given: (kind) => names[kind],
    get count() {
      return count;
    },
  };
}

/** A text without the handles and addresses in it. */
export function maskText(text: string): string {
  return text.replace(links, (link) => hostOf(link)).replace(handles, "$1@…");
}

function hostOf(link: string): string {
  const address = /^\w+:\/\//.test(link) ? link : `https://${link}`;
  return URL.canParse(address) ? new URL(address).host : "…";
}
