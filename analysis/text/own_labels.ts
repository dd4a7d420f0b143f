import type { Labelled } from "./labelled.ts";
import { rounded } from "./rounded.ts";

/** Categories that somebody has added to those of the model, each known by its seeds. */
export interface OwnLabels {
  /** Name and version of the set. */
  model: string;
  labels: { name: string; seeds: Seed[] }[];
}

/** What a post may say for a seed: tokens of its norm that follow each other, the last one perhaps only begun. */
export type Seed = { tokens: string[]; prefix: boolean }[];

/** Puts the user's own labels beside those of a category, by the norm of its post. */
export type OwnLabeller = (category: Labelled, norm: string) => Labelled;

/**
 * Makes a labeller of a set. A post that says seeds is of the label of which it says most, of the first of equals, whatever
 * its model and its language. A score is 1 - 1 / 2^n for n seeds: 0.5 for one. Takes time linear in the length of a norm,
 * however many seeds there are.
 */
export function createOwnLabeller({ model, labels }: OwnLabels): OwnLabeller {
  const index = indexOf(labels.map(({ seeds }) => seeds));
  return (category, norm) => {
    const said = saidIn(norm.slice(1, -1).split(" "), index);
    const scores = { ...category.scores };
    let label = category.label;
    let most = 0;
    for (const [i, { name }] of labels.entries()) {
      const count = said.get(i)?.size ?? 0;
      scores[name] = rounded(1 - 2 ** -count);
      if (count > most) [label, most] = [name, count];
    }
    return { label, scores, model: `${category.model}+${model}` };
  };
}

interface Wanted {
  label: number;
  seed: number;
  tokens: string[];
  prefix: boolean;
}

/** What is wanted by its first two tokens, and by the beginning of those for each length of such beginnings. */
interface Index {
  whole: Map<string, Wanted[]>;
  begun: Map<number, Map<string, Wanted[]>>;
}

function indexOf(labels: Seed[][]): Index {
  const index: Index = { whole: new Map(), begun: new Map() };
  for (const [label, seeds] of labels.entries()) {
    for (const [seed, ways] of seeds.entries()) {
      for (const { tokens, prefix } of ways) {
        const key = tokens.slice(0, 2).join(" ");
        const isBegun = prefix && tokens.length <= 2;
        const by = isBegun
          ? entryOf(index.begun, key.length, () => new Map<string, Wanted[]>())
          : index.whole;
        entryOf(by, key, () => []).push({ label, seed, tokens, prefix });
      }
    }
  }
  return index;
}

// The seeds that are said, by label.
function saidIn(tokens: string[], { whole, begun }: Index): Map<number, Set<number>> {
  const said = new Map<number, Set<number>>();
  const note = ({ label, seed }: Wanted) => entryOf(said, label, () => new Set<number>()).add(seed);
  for (const [at, token] of tokens.entries()) {
    const pair = `${token} ${tokens[at + 1] ?? ""}`;
    whole.get(token)?.forEach(note);
    whole.get(pair)?.filter((wanted) => follows(tokens, at, wanted)).forEach(note);
    for (const [length, wanted] of begun) wanted.get(pair.slice(0, length))?.forEach(note);
  }
  return said;
}

function follows(tokens: string[], at: number, { tokens: wanted, prefix }: Wanted): boolean {
  return wanted.every((token, i) => {
    const here = tokens[at + i];
    return here === token || (prefix && i === wanted.length - 1 && here?.startsWith(token) === true);
  });
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = map.get(key) ?? create();
  map.set(key, found);
  return found;
}
