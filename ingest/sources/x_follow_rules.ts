import { Fatal, messageOf } from "../base/errors.ts";
import type { TopicRule } from "../topics/asked_rules.ts";
import type { Tools } from "./live/adapter.ts";
import { Problem } from "./live/problem.ts";
import { keepRules, type RulesPlace } from "./x_rules.ts";

/** How soon a changed topic is noticed. */
const lookEveryMs = 1000;

/** Rules that follow their topics, until this is disposed. */
export interface FollowedRules extends AsyncDisposable {
  /** Aborts with the problem where that cannot go on. */
  failed: AbortSignal;
}

/**
 * Has X know the rules of topics, and from then on as they change: a stream need not be opened anew for that (docs.x.com, "Build a
 * rule"). @throws {Problem}
 */
export async function followRules(
  read: () => readonly TopicRule[],
  place: RulesPlace,
  tools: Tools,
  signal: AbortSignal,
): Promise<FollowedRules> {
  const over = new AbortController();
  const failed = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  let known = "";
  const look = async () => {
    const rules = readRules(read);
    const now = JSON.stringify(rules);
    if (now !== known) await keepRules(rules, place, tools, either);
    known = now;
  };
  await look();
  const looking = (async () => {
    while (!either.aborted) {
      await tools.wait(lookEveryMs, either);
      if (!either.aborted) await look();
    }
  })().catch((error) => failed.abort(error));
  return {
    failed: failed.signal,
    async [Symbol.asyncDispose]() {
      over.abort();
      await looking;
    },
  };
}

function readRules(read: () => readonly TopicRule[]): readonly TopicRule[] {
  try {
    return read();
  } catch (error) {
    throw error instanceof Fatal ? new Problem("refused", messageOf(error)) : error;
  }
}
