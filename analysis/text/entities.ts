import { entityTypes } from "../models/entity_types.ts";
import type { Models } from "../models/models.ts";
import { findAmounts } from "./amounts.ts";
import { rounded } from "./rounded.ts";
import { tagEntities } from "./tagger.ts";
import type { Tokens } from "./token_kinds.ts";
import { unitKinds, type Units } from "./units.ts";

/** Something that a text names: where, and how likely it is that. */
export interface Entity {
  /** As written. */
  text: string;
  type: EntityType;
  /** UTF-16 offsets in the post's text, or in its title where `field` says so. */
  start: number;
  end: number;
  /** 1 for what a rule found. */
  score: number;
  field?: "title";
}

/** Names by the tagger, of which product and work are experimental, the rest by rule. */
export type EntityType =
  | typeof entityTypes[keyof typeof entityTypes]
  | "date"
  | "time"
  | "duration"
  | "money"
  | "percent"
  | "hashtag"
  | "mention"
  | "link"
  | "cashtag"
  | "emoji";

/** The types that are found by a model, not by rule. */
export const namedTypes: ReadonlySet<EntityType> = new Set(Object.values(entityTypes));

const maxEntities = 128;

/**
 * What a text names, in order of appearance. `titleLength` is the length of the title with the line end after it, 0
 * without one. Names are found where `known` says that the models know the language.
 */
export function findEntities(
  models: Models,
  text: string,
  tokens: Tokens,
  units: Units,
  titleLength: number,
  known: boolean,
): Entity[] {
  const found: Entity[] = [];
  const add = (start: number, end: number, type: EntityType, score: number) => {
    const entity = entityAt(text, titleLength, { start, end, type, score });
    if (entity !== undefined) found.push(entity);
  };
  const { count, kinds, starts, ends } = units;
  for (let i = 0; i < count && found.length < maxEntities; i++) {
    const type = typeOfKind[kinds[i]!];
    if (type !== undefined) add(starts[i]!, ends[i]!, type, 1);
  }
  for (
    const { type, start, end } of findAmounts(tokens.truncated ? text.slice(0, endOf(units)) : text, units)
  ) {
    if (found.length < maxEntities) add(start, end, type, 1);
  }
  if (known) {
    for (const { first, last, type, score } of tagEntities(models.tagger, text, units)) {
      if (found.length >= maxEntities) break;
      const named = entityTypes[type as keyof typeof entityTypes];
      // A tag may be a name as well; several tags are no name together.
      if (first === last || kinds[first] !== unitKinds.hashtag) {
        add(starts[first]!, ends[last]!, named, rounded(score));
      }
    }
  }
  return found.length < 2 ? found : found.sort(inOrder);
}

/** The entity at offsets of title and text together; undefined where it would be of both. */
export function entityAt(
  text: string,
  titleLength: number,
  { start, end, type, score }: Pick<Entity, "start" | "end" | "type" | "score">,
): Entity | undefined {
  const entity = { text: text.slice(start, end), type, start, end, score };
  if (start >= titleLength) return { ...entity, start: start - titleLength, end: end - titleLength };
  return end < titleLength ? { ...entity, field: "title" } : undefined;
}

/** By field and place, for sorting. */
export function inOrder(a: Entity, b: Entity): number {
  return Number(a.field === undefined) - Number(b.field === undefined) || a.start - b.start || a.end - b.end;
}

const typeOfKind: (EntityType | undefined)[] = [];
typeOfKind[unitKinds.hashtag] = "hashtag";
typeOfKind[unitKinds.mention] = "mention";
typeOfKind[unitKinds.link] = "link";
typeOfKind[unitKinds.cashtag] = "cashtag";
typeOfKind[unitKinds.emoji] = "emoji";

function endOf({ count, ends }: Units): number {
  return count === 0 ? 0 : ends[count - 1]!;
}
