import { Fatal } from "../ingest/base/errors.ts";
import type { KafkaOptions } from "../ingest/log/kafka/options.ts";

/** What a member of the group is told. */
export type ToGroupAnalyst = { kind: "start"; options: KafkaOptions } | { kind: "stop" };

/** What a member of the group tells. `failed` and `stopped` are its last words. */
export type FromGroupAnalyst =
  | { kind: "warned"; text: string }
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

/** Starts so many members of the group that takes posts from Kafka and puts them back analysed, a worker each. */
export function startGroupAnalysts(
  options: KafkaOptions,
  workers: number,
  warn: (text: string) => void,
): GroupAnalysts {
  const members = Array.from({ length: workers }, () => startMember(options, warn));
  const done = Promise.all(members.map((member) => member.done)).then(() => {});
  done.catch(() => {});
  return {
    done,
    async stop() {
      await Promise.all(members.map((member) => member.stop()));
    },
  };
}

function startMember(options: KafkaOptions, warn: (text: string) => void): GroupAnalysts {
  const worker = new Worker(new URL("./group_analyst_worker.ts", import.meta.url), {
    type: "module",
    name: "analyst",
  });
  const tell = (message: ToGroupAnalyst) => worker.postMessage(message);
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => {});
  const end = (message?: string) => {
    worker.terminate();
    if (message === undefined) ended.resolve();
    else ended.reject(new Fatal(`Analyst failed: ${message}`));
  };
  worker.onmessage = ({ data }: MessageEvent<FromGroupAnalyst>) => {
    if (data.kind === "warned") warn(data.text);
    else end(data.kind === "failed" ? data.message : undefined);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end(event.message);
  };
  tell({ kind: "start", options });
  return {
    done: ended.promise,
    async stop() {
      const late = setTimeout(end, stopWithinMs);
      tell({ kind: "stop" });
      await ended.promise.catch(() => {});
      clearTimeout(late);
    },
  };
}
