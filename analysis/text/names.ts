import { type Entity, type EntityType, namedTypes } from "./entities.ts";

/** Somebody or something that a text names, however often it does. */
export interface Name {
  /** As most posts would write it, so that those that name the same come together. */
  name: string;
  type: EntityType;
  /** That of its likeliest mention. */
  score: number;
}

/** The types of entity that have a list of their own. */
export const listedTypes: ReadonlySet<EntityType> = new Set(["hashtag", "mention", "link", "cashtag"]);

const maxNames = 32;
const maxNameChars = 64;
const shortestShouted = 6;

/** What a text names, each once, in order of appearance, at most 32; without what has a list of its own. */
export function namesOf(entities: readonly Entity[]): Name[] {
  const found = new Map<string, Name>();
  for (const { text, type, score } of entities) {
    if (listedTypes.has(type)) continue;
    const plain = text.replace(spaces, " ").trim().replace(/^#/, "");
    const name = namedTypes.has(type) ? spell(plain) : plain.toLowerCase();
    if (name === "" || name.length > maxNameChars) continue;
    const key = `${type} ${name.toLowerCase()}`;
    const known = found.get(key);
    if (known !== undefined) known.score = Math.max(known.score, score);
    else if (found.size < maxNames) found.set(key, { name, type, score });
  }
  return [...found.values()];
}

// Shouted and whispered names are spelled like others; "NASA", "BBC" and "iPhone" stay.
function spell(plain: string): string {
  const lower = plain.toLowerCase();
  const isOneCase = plain === lower || (plain.length >= shortestShouted && plain === plain.toUpperCase());
  return isOneCase ? lower.replace(firstLetters, (letter) => letter.toUpperCase()) : plain;
}

// deno-lint-ignore no-control-regex -- posts may hold any character
const spaces = /[\s\u0000-\u001f]+/g;
const firstLetters = /(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu;
