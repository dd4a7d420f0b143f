import { Fatal, messageOf } from "../ingest/base/errors.ts";
import { isLogLine } from "../ingest/base/json_report.ts";
import type { Report } from "../ingest/base/report.ts";
import { fatalCode } from "../ingest/base/run_main.ts";
import { readLines } from "../ingest/base/read_lines.ts";
import { beatLine, type IngestDone, readIngestDone } from "../ingest/child.ts";

const firstWaitMs = 1000;
const longestWaitMs = 30_000;
const drainMs = 5000;
/** A child that ran this long is taken for well: its next wait is the first one again. */
const wellAfterMs = 60_000;
/** A child that has said nothing for so long is stuck: it says something every two seconds. */
const silentMs = 10_000;
const maxLineBytes = 65_536;

/** Ingest as a process of its own, restarted with back-off when it fails. */
export interface IngestChild {
  /** How its replay ended; never settles while there is something to follow. Rejects when ingest cannot go on. */
  readonly done: Promise<IngestDone>;
  /** What is wrong with it; undefined while it runs or has ended well. */
  problem(): string | undefined;
  /** Closes its standard input, by which it drains and ends. */
  stop(): Promise<void>;
}

/** What `deno task ingest` allows it. */
export const ingestPermissions = ["--allow-read", "--allow-write", "--allow-net", "--allow-env"];

/** Starts `ingest/main.ts` with the permissions of `deno task ingest` and watches over it. */
export function startIngestChild(args: string[], report: Report): IngestChild {
  const done = Promise.withResolvers<IngestDone>();
  let problem: string | undefined;
  let heardAt: number | undefined;
  const heard = () => heardAt = Date.now();
  const silence = () => {
    const ms = heardAt === undefined ? 0 : Date.now() - heardAt;
    return ms < silentMs ? undefined : `ingest has not answered for ${Math.round(ms / 1000)} s`;
  };
  let stopping = false;
  let child: Deno.ChildProcess | undefined;
  let wakeUp = () => {};
  const watching = (async () => {
    for (let waitMs = firstWaitMs; !stopping; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      const started = Date.now();
      try {
        child = spawn(args);
        problem = undefined;
        heard();
        const told = await readDone(child, report, heard);
        const { code } = await child.status;
        heardAt = undefined;
        if (told !== undefined) return done.resolve(told);
        if (stopping || code === 0) return;
        if (code === fatalCode) return done.reject(new Fatal("Ingest has stopped; why stands above"));
        problem = `ingest ended with code ${code}`;
      } catch (error) {
        heardAt = undefined;
        problem = `ingest cannot start: ${messageOf(error)}`;
      }
      if (Date.now() - started > wellAfterMs) waitMs = firstWaitMs;
      report.warn(`${problem}; starting it again in ${waitMs / 1000} s`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    done: done.promise,
    problem: () => problem ?? silence(),
    async stop() {
      stopping = true;
      wakeUp();
      const running = child;
      await running?.stdin.close().catch(() => {});
      const late = setTimeout(() => {
        try {
          running?.kill("SIGKILL");
        } catch {
          // It has ended this moment.
        }
      }, drainMs);
      await watching;
      clearTimeout(late);
    },
  };
}

function spawn(args: string[]): Deno.ChildProcess {
  const main = new URL("../ingest/main.ts", import.meta.url).href;
  return new Deno.Command("deno", {
    args: ["run", ...ingestPermissions, main, "--child", ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** Passes on what a child says, until its output ends; the last thing may be how its replay ended. */
async function readDone(
  child: Deno.ChildProcess,
  report: Report,
  heard: () => void,
): Promise<IngestDone | undefined> {
  let done: IngestDone | undefined;
  const decoder = new TextDecoder();
  for await (const lines of readLines(child.stdout, { maxBytes: maxLineBytes, keepBytes: maxLineBytes })) {
    for (const { bytes } of lines) {
      heard();
      const line = decoder.decode(bytes);
      done ??= readIngestDone(line);
      if (done !== undefined || line === beatLine) continue;
      if (isLogLine(line)) console.log(line);
      else report.say(line);
    }
  }
  return done;
}
