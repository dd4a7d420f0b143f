/** Tags by number: 0 outside, then beginning and continuation of each type in turn. */
export const outside = 0;

/** Room for the best paths through one text. */
export interface Lattice {
  scores: Float64Array;
  from: Uint8Array;
}

/** Room for so many units and tags. */
export function createLattice(units: number, tags: number): Lattice {
  return { scores: new Float64Array(units * tags), from: new Uint8Array(units * tags) };
}

/** True where a tag may follow another: a continuation only its own type. */
export function mayFollow(tag: number, previous: number): boolean {
  return tag === outside || tag % 2 === 1 || previous === tag || previous === tag - 1;
}

/**
 * The best sequence of tags: `emissions[unit * tags + tag]` and `transitions[previous * tags + tag]` add up; -Infinity
 * forbids. Before the first unit is the outside. Writes into `path`.
 */
export function bestPath(
  emissions: Float64Array,
  transitions: Float64Array,
  count: number,
  tags: number,
  { scores, from }: Lattice,
  path: Uint8Array,
): void {
  for (let tag = 0; tag < tags; tag++) scores[tag] = emissions[tag]! + transitions[tag]!;
  for (let unit = 1; unit < count; unit++) {
    const at = unit * tags;
    for (let tag = 0; tag < tags; tag++) {
      let best = -Infinity;
      let origin = 0;
      for (let previous = 0; previous < tags; previous++) {
        const score = scores[at - tags + previous]! + transitions[previous * tags + tag]!;
        if (score > best) {
          best = score;
          origin = previous;
        }
      }
      scores[at + tag] = best + emissions[at + tag]!;
      from[at + tag] = origin;
    }
  }
  if (count === 0) return;
  let last = 0;
  for (let tag = 1; tag < tags; tag++) {
    if (scores[(count - 1) * tags + tag]! > scores[(count - 1) * tags + last]!) last = tag;
  }
  for (let unit = count - 1; unit >= 0; unit--) {
    path[unit] = last;
    last = from[unit * tags + last]!;
  }
}
