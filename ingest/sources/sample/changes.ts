import { doomedOf, isDoomed, takedownMinute } from "./doomed.ts";
import { arrivalAt, type Head, headAt } from "./heads.ts";
import { blockMinutes, kindAt, type Layout } from "./layout.ts";
import type { Change, Plan } from "./plan.ts";
import { Draw, keyOf } from "./random.ts";

/** What is planted of each arrival, on average. */
const shares = { edit: 0.008, deletion: 0.005, early: 0.002, refresh: 0.02 };

/** What is planted in a minute. No two changes are of one post, and none is of a burst or redelivered late. */
export function changesOf(plan: Plan, layout: Layout): Change[] {
  const { minute, size } = layout;
  if (size === 0) return [];
  const draw = new Draw(keyOf(plan.key, minute, 0xc4a));
  const changes: Change[] = [];
  const add = (kind: Change["kind"], index: number, about: Pick<Change, "target" | "author">) =>
    changes.push({ kind, index, at: arrivalAt(plan, layout, index), ...about });
  // A block opens with a minute that says nothing of the one before, as that may not have been delivered.
  if (minute % blockMinutes !== 0) {
    const before = findTargets(plan, plan.layout(minute - 1), false, draw);
    for (const kind of ["edit", "deletion", "refresh"] as const) {
      for (let n = draw.poisson(size * shares[kind]); n > 0; n--) {
        const target = before.next().value;
        if (target !== undefined) add(kind, draw.below(size), { target });
      }
    }
  }
  const here = findTargets(plan, layout, true, draw);
  for (let n = draw.poisson(size * shares.early); n > 0; n--) {
    const target = here.next().value;
    if (target !== undefined) add("early", draw.below(target.index + 1), { target });
  }
  if (minute % 60 === takedownMinute) add("takedown", draw.below(size), { author: doomedOf(plan, minute) });
  return changes;
}

// Ordinary first arrivals, those of each kind (early or not) apart, each once, from a random place on.
function* findTargets(
  plan: Plan,
  layout: Layout,
  early: boolean,
  draw: Draw,
): Generator<Head & { index: number }> {
  const start = draw.below(Math.max(1, layout.size));
  for (let n = 0; n < layout.size; n++) {
    const index = (start + n) % layout.size;
    if (kindAt(layout, index) !== "plain" || isDoomed(plan, layout, index)) continue;
    const head = headAt(plan, layout, index)!;
    if ((head.key % 4 === 0) === early) yield { ...head, index };
  }
}

/** How many posts of a minute are by the author who is taken down in its hour. */
export function countDoomed(plan: Plan, layout: Layout): number {
  let count = 0;
  for (let index = 0; index < layout.size; index++) if (isDoomed(plan, layout, index)) count++;
  return count;
}
