import type { PipeProgress } from "../../analysis/pipe.ts";
import { messageOf } from "../../ingest/base/errors.ts";

/** What `/healthz` and `/readyz` answer: 200 where `ok`, 503 otherwise. */
export interface Health {
  ok: boolean;
  /** One line a stage. */
  stages: Record<string, string>;
  /** Lines in the log that have not landed yet. */
  lag?: number;
}

/** What is asked of the process. */
export interface Healths {
  /** Whether its stages run. */
  alive(): Promise<Health>;
  /** Whether it also answers, and what comes lands. */
  ready(): Promise<Health>;
}

/** What health is read from. */
export interface HealthDeps {
  /** A stage, and what is wrong with it or undefined. */
  watched: ReadonlyMap<string, () => string | undefined>;
  progress(): Promise<PipeProgress>;
  /** True where anyone may ask: then problems are named by their stage only. */
  isPublic: boolean;
  /** UTC milliseconds. */
  now(): number;
}

const answerMs = 3000;
/** Landing stands still when lines have waited for so long and none has landed. */
const stillMs = 30_000;

/** Health of an owner; `moved` is to be called after each landing. */
export function createHealth(deps: HealthDeps): Healths & { moved(): void } {
  const { watched, isPublic, now } = deps;
  let movedAt = now();
  let landed: bigint | undefined;
  const look = async () => {
    const problems = new Map([...watched].map(([name, find]) => [name, find()]));
    let lag: number | undefined;
    try {
      const progress = await withDeadline(deps.progress());
      lag = Number(progress.appended - progress.landed);
      if (lag <= 0 || progress.landed !== landed) movedAt = now();
      landed = progress.landed;
      problems.set("log", undefined);
    } catch (error) {
      problems.set("log", messageOf(error));
    }
    return { problems, lag };
  };
  const answer = ({ problems, lag }: Awaited<ReturnType<typeof look>>): Health => ({
    ok: [...problems.values()].every((problem) => problem === undefined),
    stages: Object.fromEntries([...problems].map(([name, problem]) => {
      if (problem === undefined) return [name, "runs"];
      return [name, isPublic ? "does not run; the log of this server says why" : problem];
    })),
    ...lag === undefined ? {} : { lag },
  });
  return {
    moved: () => movedAt = now(),
    alive: async () => answer(await look()),
    async ready() {
      const seen = await look();
      const stillFor = now() - movedAt;
      if (stillFor >= stillMs) {
        const text = `${seen.lag} lines wait, and none has landed for ${Math.round(stillFor / 1000)} s`;
        seen.problems.set("landing", seen.problems.get("landing") ?? text);
      }
      return answer(seen);
    },
  };
}

function withDeadline<Result>(promise: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`does not answer within ${answerMs / 1000} s`)),
    answerMs,
  );
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
