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

/** A stretch of units; `closed` where the outside follows it. */
export interface Stretch {
  first: number;
  end: number;
  closed: boolean;
}

/**
 * The best sequence of tags of a stretch: `emissions[unit * tags + tag]` and `transitions[previous * tags + tag]` add up;
 * -Infinity forbids. Before the first unit is the outside. Writes into `path`.
 */
export function bestPath(
  emissions: Float64Array,
  transitions: Float64Array,
  { first, end, closed }: Stretch,
  tags: number,
  { scores, from }: Lattice,
  path: Uint8Array,
): void {
  if (end <= first) return;
  for (let tag = 0; tag < tags; tag++) {
    scores[first * tags + tag] = emissions[first * tags + tag]! + transitions[tag]!;
  }
  for (let unit = first + 1; unit < end; unit++) {
    const at = unit * tags;
    const before = at - tags;
    for (let tag = 0; tag < tags; tag++) {
      // A continuation comes from its own type only, the rest from anything.
      const own = tag !== outside && tag % 2 === 0;
      const stop = own ? tag + 1 : tags;
      let best = -Infinity;
      let origin = 0;
      for (let previous = own ? tag - 1 : 0; previous < stop; previous++) {
        const score = scores[before + previous]! + transitions[previous * tags + tag]!;
        if (score > best) {
          best = score;
          origin = previous;
        }
      }
      scores[at + tag] = best + emissions[at + tag]!;
      from[at + tag] = origin;
    }
  }
  let last = 0;
  let top = -Infinity;
  for (let tag = 0; tag < tags; tag++) {
    const score = scores[(end - 1) * tags + tag]! + (closed ? transitions[tag * tags]! : 0);
    if (score > top) {
      top = score;
      last = tag;
    }
  }
  for (let unit = end - 1; unit >= first; unit--) {
    path[unit] = last;
    last = from[unit * tags + last]!;
  }
}
