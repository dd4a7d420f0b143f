/** How a post feels. */
export type Mood = "good" | "bad" | "flat";

/** The phrases that people of one community speak in; a subject and a predicate make a sentence. */
export interface Voice {
  /** BCP-47. */
  lang: string;
  /** Before a sentence; ends where the subject goes on in lower case. */
  openings: Record<Mood, readonly string[]>;
  subjects: readonly string[];
  predicates: Record<Mood, readonly string[]>;
  /** Before the final stop, with their own comma. */
  asides: readonly string[];
  /** Whole sentences of their own. */
  reactions: Record<Mood, readonly string[]>;
  /** What answers begin with. */
  answers: Record<Mood, readonly string[]>;
  /** Without `#`. */
  tags: readonly string[];
  /** Between two parts of a text. */
  space: string;
  stop: string;
}

/** A voice, made of what all speakers of a language share and what is the community's own. */
export function makeVoice(
  shared: Omit<Voice, "subjects" | "tags">,
  own: Pick<Voice, "subjects" | "predicates" | "asides" | "tags">,
): Voice {
  const join = (mood: Mood) => [...repeat(own.predicates[mood]), ...shared.predicates[mood]];
  return {
    ...shared,
    ...own,
    predicates: { good: join("good"), bad: join("bad"), flat: join("flat") },
    asides: [...repeat(own.asides), ...shared.asides],
  };
}

// A community mostly speaks its own words.
const repeat = (list: readonly string[]) => Array.from({ length: 4 }, () => list).flat();
