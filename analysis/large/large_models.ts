import type { Analysable, Analysis } from "../text/analyse.ts";
import { Budget } from "./budget.ts";
import { type Candidate, candidateOf, judgeable, leastCertain } from "./candidates.ts";
import { createLargeModel, type LargeModel, type LargeModelDeps } from "./large_model.ts";
import type { LargeModelOptions } from "./model_ref.ts";
import { type Replacement, resultOf } from "./results.ts";
import { Slack } from "./slack.ts";
import type { LargeTask } from "./tasks.ts";

/** The large models that are asked for, at work beside the small ones. */
export interface LargeModels extends AsyncDisposable {
  /** To be called before the lines of a batch are analysed. */
  begin(): Round;
  /** Starts all of them, and settles when each is there or has failed. */
  settled(): Promise<void>;
}

/** One batch on its way past the large models. */
export interface Round {
  /** To be called with each post of the batch, its number there, and what the small models say of it. */
  note(index: number, post: Analysable, analysis: Analysis): void;
  /** The analysed lines of the batch, in order, with what large models said in time in place of the small ones' results. */
  finish(lines: string[]): Promise<string[]>;
}

/** How long a batch waits at most. */
const maxWaitMs = 500;
/** In a pipe nobody waits for the posts: until it has answered, or is taken for hung. */
const pipeWaitMs = 2 ** 31 - 1;

/** Where the large models of a process are used. */
export interface LargeModelsUse extends LargeModelDeps {
  /** In a pipe, which waits for each answer, or in a stream, whose posts do not. */
  as: "pipe" | "stream";
}

/** Opens large models; none runs before posts come. */
export function openLargeModels(options: LargeModelOptions[], { as, ...deps }: LargeModelsUse): LargeModels {
  const now = () => performance.now();
  const slack = new Slack(maxWaitMs, now);
  const models = options.map((one) => ({
    task: one.task,
    model: createLargeModel(one, deps),
    budget: new Budget(one.postsPerSecond, now),
  }));
  return {
    begin() {
      const waitMs = as === "pipe" ? pipeWaitMs : slack.arrive();
      const open = models.filter(({ model }) => model.room(waitMs) > 0);
      const candidates: Candidate[] = [];
      return {
        note(index, post, analysis) {
          if (open.length === 0) return;
          const candidate = candidateOf(index, post, analysis);
          if (candidate !== undefined) candidates.push(candidate);
        },
        async finish(lines) {
          const from = now();
          const asked = open.map(({ task, model, budget }) =>
            askFor(task, model, budget, candidates, waitMs)
          );
          const replaced = replaceIn(lines, (await Promise.all(asked)).flat());
          slack.leave(now() - from);
          return replaced;
        },
      };
    },
    async settled() {
      await Promise.all(models.map(({ model }) => model.settled()));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(models.map(({ model }) => model[Symbol.asyncDispose]()));
    },
  };
}

interface Replaced {
  index: number;
  by: Replacement;
}

async function askFor(
  task: LargeTask,
  model: LargeModel,
  budget: Budget,
  all: Candidate[],
  waitMs: number,
): Promise<Replaced[]> {
  const candidates = judgeable(task, all);
  if (candidates.length === 0) return [];
  const count = budget.take(Math.min(candidates.length, model.room(waitMs)));
  if (count === 0) return [];
  const chosen = leastCertain(task, candidates, count);
  const opinion = await model.ask(chosen.map(({ text }) => text), waitMs);
  return chosen.flatMap((candidate, i) => {
    const judgement = opinion.judgements[i];
    if (judgement === undefined) return [];
    return [{ index: candidate.index, by: resultOf(task, candidate, judgement, opinion) }];
  });
}

function replaceIn(lines: string[], replaced: Replaced[]): string[] {
  if (replaced.length === 0) return lines;
  const results = lines.slice();
  for (const { index, by } of replaced) {
    results[index] = JSON.stringify({ ...JSON.parse(results[index]!), ...by });
  }
  return results;
}
