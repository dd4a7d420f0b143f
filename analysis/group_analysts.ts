import { Fatal } from "../ingest/base/errors.ts";
import type { KafkaOptions } from "../ingest/log/kafka/options.ts";
import type { AnalysisWork } from "./analysis_work.ts";
import { createStuckWatch } from "./stuck.ts";
import type { StuckSpan } from "./stuck_spans.ts";

/** What a member of the group is told. */
export type ToGroupAnalyst =
  /** `stuck`: what members of this process were stuck at. */
  | ({ kind: "start"; options: KafkaOptions; stuck: StuckSpan[] } & AnalysisWork)
  | { kind: "stop" };

/** What a member of the group tells. `failed` and `stopped` are its last words. */
export type FromGroupAnalyst =
  | { kind: "warned"; text: string }
  /** It analyses this, until it has ended. */
  | { kind: "began"; span: StuckSpan }
  | { kind: "ended" }
  | { kind: "failed"; message: string }
  | { kind: "stopped" };

/** Analysts at work in this process. */
export interface GroupAnalysts {
  /** Settles when all have stopped; rejects when one has failed. */
  readonly done: Promise<void>;
  /** Lets each end the part it is at. */
  stop(): Promise<void>;
}

const stopWithinMs = 8000;
const mostStuck = 1000;

/**
 * Starts so many members of the group that takes posts from Kafka and puts them back analysed, a worker each. One that is
 * stuck is replaced, and the line that members of this process were stuck at twice becomes a dead letter.
 */
export function startGroupAnalysts(
  options: KafkaOptions,
  workers: number,
  warn: (text: string) => void,
  analysis: AnalysisWork = { large: [] },
): GroupAnalysts {
  const stuck: StuckSpan[] = [];
  const members = Array.from({ length: workers }, () => startMember({ options, stuck, ...analysis }, warn));
  const done = Promise.all(members.map((member) => member.done)).then(() => {});
  done.catch(() => {});
  return {
    done,
    async stop() {
      await Promise.all(members.map((member) => member.stop()));
    },
  };
}

function startMember(
  work: Omit<Extract<ToGroupAnalyst, { kind: "start" }>, "kind">,
  warn: (text: string) => void,
): GroupAnalysts {
  let worker: Worker;
  const watch = createStuckWatch();
  const tell = (message: ToGroupAnalyst) => worker.postMessage(message);
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => {});
  const end = (message?: string) => {
    watch.ended();
    worker.terminate();
    if (message === undefined) ended.resolve();
    else ended.reject(new Fatal(`Analyst failed: ${message}`));
  };
  const launch = () => {
    worker = new Worker(new URL("./group_analyst_worker.ts", import.meta.url), {
      type: "module",
      name: "analyst",
    });
    worker.onmessage = ({ data }: MessageEvent<FromGroupAnalyst>) => {
      if (data.kind === "warned") warn(data.text);
      else if (data.kind === "began") watch.began(() => replace(data.span));
      else if (data.kind === "ended") watch.ended();
      else end(data.kind === "failed" ? data.message : undefined);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(event.message);
    };
    tell({ kind: "start", ...work });
  };
  // What it had taken comes again, to it or to another member.
  const replace = (span: StuckSpan) => {
    worker.terminate();
    work.stuck.push(span);
    if (work.stuck.length > mostStuck) work.stuck.shift();
    warn(sayStuck(span));
    launch();
  };
  launch();
  return {
    done: ended.promise,
    async stop() {
      watch.ended();
      const late = setTimeout(end, stopWithinMs);
      tell({ kind: "stop" });
      await ended.promise.catch(() => {});
      clearTimeout(late);
    },
  };
}

function sayStuck({ partition, from, next, lines }: StuckSpan): string {
  return lines === 1
    ? `Analyst stuck at posts/${partition}:${from}: it is replaced, and that line becomes a dead letter`
    : `Analyst stuck at posts/${partition}:${from} to ${
      next - 1n
    }: it is replaced, and takes them one by one`;
}
