import { Fatal } from "../ingest/base/errors.ts";
import { faultPoint } from "../ingest/base/fault_points.ts";
import type { LogBatch } from "../ingest/log/log.ts";
import type { AnalysisWork } from "./analysis_work.ts";
import { createStuckWatch, refuseStuck } from "./stuck.ts";

/** A batch of the log topic `posts` with its lines analysed; offsets are those of the log. */
export type AnalysedBatch = LogBatch;

/** Analysed batches as landing takes them. */
export interface Feed {
  /** In the order of the log; ends when the feed is closed. @throws {Fatal} when the analyst failed. */
  batches: AsyncIterable<AnalysedBatch>;
  /** Says that so many lines are landed, so that as many more may come. */
  landed(lines: number): void;
  close(): Promise<void>;
}

/** What the analyst is told. */
export type ToAnalyst =
  /** `careful`: the first 1,000 lines one by one. */
  | ({ kind: "start"; logPath: string; from: bigint; careful: boolean } & AnalysisWork)
  | { kind: "landed"; lines: number }
  | { kind: "stop" };

/** What the analyst tells. `failed` and `stopped` are its last words. */
export type FromAnalyst =
  /** It takes this up; without its lines unless there is one only. */
  | { kind: "began"; batch?: LogBatch }
  | { kind: "batch"; batch: AnalysedBatch }
  | { kind: "warned"; text: string }
  | { kind: "failed"; message: string }
  | { kind: "stopped" };

const stopWithinMs = 3000;

/** What an analyst works on: the embedded log from offset `from` on. */
export interface AnalystOptions extends Partial<AnalysisWork> {
  logPath: string;
  from: bigint;
  /** Hears how large models do. */
  warn?(text: string): void;
}

/**
 * Starts the worker that analyses the embedded log, until the feed closes. One that is stuck is replaced, and the line that
 * it is stuck at again becomes a dead letter.
 */
export function startAnalyst({ logPath, from, large = [], own, warn = () => {} }: AnalystOptions): Feed {
  let worker: Worker;
  let position = from;
  const watch = createStuckWatch();
  const tell = (message: ToAnalyst) => worker.postMessage(message);
  const queue: AnalysedBatch[] = [];
  const ended = Promise.withResolvers<void>();
  let state: "running" | "closing" | "ended" = "running";
  let failure: Fatal | undefined;
  let wake = () => {};

  const end = (message?: string) => {
    if (state === "ended") return;
    if (message !== undefined && state === "running") failure = new Fatal(`Analyst failed: ${message}`);
    state = "ended";
    watch.ended();
    worker.terminate();
    ended.resolve();
    wake();
  };
  const take = (batch: AnalysedBatch) => {
    watch.ended();
    position = batch.next;
    queue.push(batch);
  };
  const hear = (said: FromAnalyst) => {
    if (said.kind === "began") return watch.began(() => replace(said.batch));
    if (said.kind === "warned") return warn(said.text);
    if (said.kind === "batch") take(said.batch);
    else end(said.kind === "failed" ? said.message : undefined);
    wake();
  };
  const launch = (careful: boolean) => {
    worker = launchWorker({ kind: "start", logPath, from: position, careful, large, own }, hear);
  };
  const replace = (stuckAt: LogBatch | undefined) => {
    if (state !== "running") return;
    worker.terminate();
    if (stuckAt !== undefined) take(refuseStuck(stuckAt, Date.now()));
    launch(true);
    wake();
  };
  function close(): Promise<void> {
    if (state === "running") {
      state = "closing";
      const timer = setTimeout(end, stopWithinMs);
      ended.promise.then(() => clearTimeout(timer));
      tell({ kind: "stop" });
      wake();
    }
    return ended.promise;
  }
  launch(false);

  async function* batches(): AsyncGenerator<AnalysedBatch> {
    while (true) {
      const batch = state === "closing" ? undefined : queue.shift();
      if (batch !== undefined) {
        faultPoint("feed: received");
        yield batch;
      } else if (failure !== undefined) throw failure;
      else if (state !== "running") return;
      else await new Promise<void>((resolve) => wake = resolve);
    }
  }
  return {
    batches: batches(),
    landed: (lines) => state === "running" && tell({ kind: "landed", lines }),
    close,
  };
}

function launchWorker(start: ToAnalyst, hear: (said: FromAnalyst) => void): Worker {
  const worker = new Worker(new URL("./analyst_worker.ts", import.meta.url), {
    type: "module",
    name: "analyst",
  });
  worker.onmessage = ({ data }: MessageEvent<FromAnalyst>) => hear(data);
  worker.onerror = (event) => {
    event.preventDefault();
    hear({ kind: "failed", message: event.message });
  };
  worker.postMessage(start);
  return worker;
}
