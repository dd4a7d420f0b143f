import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { wait } from "../../ingest/base/wait.ts";
import { type LabelMap, mapLabels } from "./labels.ts";
import { type LargeModelOptions, nameOf } from "./model_ref.ts";
import { type ModelProcess, type Patience, startModelProcess } from "./model_process.ts";
import { Pace } from "./pace.ts";
import type { Judgement } from "./protocol.ts";
import { missingRuntime, runtimePath } from "./runtime.ts";
import { settingOf } from "./tasks.ts";

/** What a large model has said of texts in time. */
export interface Opinion {
  /** Name and version. */
  model: string;
  labels: LabelMap;
  judgements: (Judgement | undefined)[];
}

/** A large model of one task: started when it is first wanted, and again, later and later, when its process ends. */
export interface LargeModel extends AsyncDisposable {
  /** How many texts it can judge within so many milliseconds, as far as is known; 0 while it is not there. */
  room(waitMs: number): number;
  /** Asks it what it thinks; call only with texts that it has room for. */
  ask(texts: string[], waitMs: number): Promise<Opinion>;
  /** Starts it, and settles when it is there or has failed for the first time. */
  settled(): Promise<void>;
}

/** Where a large model differs in tests. */
export interface LargeModelDeps {
  /** Told when it comes and goes, in words. */
  tell(text: string): void;
  patience?: Patience;
  /** The bundle it runs on. */
  runtime?: string;
  /** Told the id of each process. */
  started?(pid: number): void;
}

const firstRestMs = 1000;
const longestRestMs = 60_000;
/** A process that ran this long is taken for well: its next rest is the first one again. */
const wellAfterMs = 60_000;
/** The download of a model of the hub is part of its loading. */
const patienceOf = {
  folder: { loadMs: 120_000, silentMs: 15_000 },
  hub: { loadMs: 1_200_000, silentMs: 15_000 },
};

/** Makes a large model ready to be started. */
export function createLargeModel(
  { task, ref, postsPerSecond }: LargeModelOptions,
  { tell, patience = patienceOf[ref.kind], runtime = runtimePath, started }: LargeModelDeps,
): LargeModel {
  const setting = settingOf[task];
  const name = `${setting} ${nameOf(ref)}`;
  const stop = new AbortController();
  const first = Promise.withResolvers<void>();
  let loaded: { process: ModelProcess; model: string; labels: LabelMap } | undefined;
  let running: Promise<void> | undefined;
  const pace = new Pace(
    (judged, asked) => tell(`${name} is too slow: only ${judged} of ${asked} posts came back in time`),
    () => performance.now(),
  );

  async function runOnce(): Promise<string> {
    const missing = missingRuntime(runtime);
    if (missing !== undefined) return missing;
    const pipeline = task === "entity" ? "token-classification" : "text-classification";
    const process = startModelProcess({ ref, pipeline, runtime }, patience);
    started?.(process.pid);
    stop.signal.addEventListener("abort", process.kill);
    try {
      const { model, labels } = await process.ready;
      loaded = { process, model, labels: mapLabels(task, labels) };
      const rate = `${postsPerSecond} a second at most`;
      tell(`${setting} ${model} is ready: the least certain posts go to it, ${rate}`);
      first.resolve();
      return await process.ended;
    } finally {
      loaded = undefined;
      stop.signal.removeEventListener("abort", process.kill);
      process.kill();
      await process.ended;
    }
  }

  async function run(): Promise<void> {
    for (let restMs = firstRestMs; !stop.signal.aborted; restMs = Math.min(2 * restMs, longestRestMs)) {
      const began = Date.now();
      let forGood = false;
      const why = await runOnce().catch((error) => {
        forGood = error instanceof Fatal;
        return messageOf(error);
      });
      if (stop.signal.aborted) break;
      if (Date.now() - began > wellAfterMs) restMs = firstRestMs;
      const next = forGood ? "" : `, next try in ${restMs / 1000} s`;
      tell(`${name} cannot be used: ${why}; the small model goes on alone${next}`);
      first.resolve();
      if (forGood) return;
      await wait(restMs, stop.signal);
    }
    first.resolve();
  }

  const wake = () => running ??= run();
  return {
    room(waitMs) {
      wake();
      if (loaded === undefined || loaded.process.busy) return 0;
      return pace.room(waitMs);
    },
    async ask(texts, waitMs) {
      const { process, model, labels } = loaded!;
      const began = performance.now();
      const judgements = await process.ask(texts, waitMs);
      const judged = judgements.filter((judgement) => judgement !== undefined).length;
      pace.note(texts.length, judged, performance.now() - began);
      return { model, labels, judgements };
    },
    async settled() {
      wake();
      await first.promise;
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}
