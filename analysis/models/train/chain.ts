/** Room for the sums over all paths through one text. */
export interface Chain {
  forward: Float64Array;
  backward: Float64Array;
  pairs: Float64Array;
}

/** Room for so many units and tags. */
export function createChain(units: number, tags: number): Chain {
  return {
    forward: new Float64Array(units * tags),
    backward: new Float64Array(units * tags),
    pairs: new Float64Array(tags * tags),
  };
}

/** Factors of a chain, not their logarithms: `emissions[unit * tags + tag]`, `transitions[previous * tags + tag]`. */
export interface Factors {
  emissions: Float64Array;
  transitions: Float64Array;
}

/**
 * Writes how likely each tag of each unit is, over all paths (forward-backward; Rabiner 1989), into
 * `marginals[unit * tags + tag]`, and adds `worth` times how often each pair of tags is expected to `pairs`. Before the
 * first unit is the outside.
 */
export function addMarginals(
  { emissions, transitions }: Factors,
  { forward, backward, pairs: own }: Chain,
  { count, tags, worth }: { count: number; tags: number; worth: number },
  marginals: Float64Array,
  pairs: Float64Array,
): void {
  for (let unit = 0; unit < count; unit++) {
    const at = unit * tags;
    for (let tag = 0; tag < tags; tag++) {
      // Most are ruled out where the truth is known.
      if (emissions[at + tag] === 0) {
        forward[at + tag] = 0;
        continue;
      }
      let sum = unit === 0 ? transitions[tag]! : 0;
      for (let previous = 0; unit > 0 && previous < tags; previous++) {
        sum += forward[at - tags + previous]! * transitions[previous * tags + tag]!;
      }
      forward[at + tag] = sum * emissions[at + tag]!;
    }
    normalise(forward, at, tags);
  }
  backward.fill(1 / tags, (count - 1) * tags, count * tags);
  for (let unit = count - 2; unit >= 0; unit--) {
    const next = (unit + 1) * tags;
    for (let previous = 0; previous < tags; previous++) {
      let sum = 0;
      for (let tag = 0; tag < tags; tag++) {
        if (emissions[next + tag] === 0) continue;
        sum += transitions[previous * tags + tag]! * emissions[next + tag]! * backward[next + tag]!;
      }
      backward[unit * tags + previous] = sum;
    }
    normalise(backward, unit * tags, tags);
  }
  for (let at = 0; at < count * tags; at++) marginals[at] = forward[at]! * backward[at]!;
  for (let unit = 0; unit < count; unit++) normalise(marginals, unit * tags, tags);
  for (let tag = 0; tag < tags; tag++) pairs[tag]! += worth * marginals[tag]!;
  for (let unit = 1; unit < count; unit++) addPairs(unit * tags);

  function addPairs(at: number): void {
    let total = 0;
    for (let previous = 0; previous < tags; previous++) {
      const before = forward[at - tags + previous]!;
      if (before === 0) continue;
      for (let tag = 0; tag < tags; tag++) {
        const pair = previous * tags + tag;
        own[pair] = before * transitions[pair]! * emissions[at + tag]! * backward[at + tag]!;
        total += own[pair]!;
      }
    }
    for (let previous = 0; previous < tags; previous++) {
      if (forward[at - tags + previous] === 0) continue;
      for (let tag = 0; tag < tags; tag++) {
        const pair = previous * tags + tag;
        pairs[pair]! += worth * own[pair]! / total;
      }
    }
  }
}

function normalise(values: Float64Array, at: number, tags: number): void {
  let total = 0;
  for (let tag = 0; tag < tags; tag++) total += values[at + tag]!;
  for (let tag = 0; tag < tags; tag++) values[at + tag]! /= total;
}
