import { existsSync } from "node:fs";
import { type FaultPoint, onFaultPoint } from "../../ingest/base/fault_points.ts";

/** What is to happen to a process that tests start: given to it as JSON in the variable `FAULT`. */
export interface Fault {
  /** Where it happens. */
  point?: FaultPoint;
  /** At which passing of the point, 1 is the first. */
  pass?: number;
  /** `kill` is SIGKILL, `stick` never comes back, `throw` throws an Error. */
  act?: "kill" | "stick" | "throw";
  /** A file that is written when it happens: the proof. */
  mark?: string;
  /** Moves this process' clock, milliseconds. */
  clockMs?: number;
  /** Moves it once more, by so many milliseconds, when the file `jumpFile` is there. */
  jumpMs?: number;
  jumpFile?: string;
  /** Reading a line that holds this never ends. */
  stickOn?: string;
  /** Timers that are longer than a minute take so long instead, milliseconds. */
  longTimersMs?: number;
  /** No fault: collects the garbage so often, milliseconds, and writes what is left to a file. */
  collectEveryMs?: number;
  /** That file: how often garbage was collected, and the bytes that are left. */
  heapFile?: string;
}

/** The variable that holds a Fault. Only this module reads it, and only tests load this module. */
export const faultVariable = "FAULT";

const faultyWorkers = /(group_)?analyst_worker\.ts$/;

const fault: Fault = JSON.parse(Deno.env.get(faultVariable) ?? "{}");
if (fault.point !== undefined) handlePoint(fault.point, fault);
moveClock(fault);
if (fault.stickOn !== undefined) stickOn(fault.stickOn, fault);
if (fault.longTimersMs !== undefined) shortenTimers(fault.longTimersMs);
if (!("WorkerGlobalScope" in globalThis)) {
  if (fault.collectEveryMs !== undefined) collectGarbage(fault.collectEveryMs, fault);
  passOnToWorkers();
}

function handlePoint(wanted: FaultPoint, { pass = 1, act = "kill", mark }: Fault): void {
  let passes = 0;
  onFaultPoint((point) => {
    if (point !== wanted || ++passes !== pass) return;
    if (mark !== undefined) Deno.writeTextFileSync(mark, point);
    if (act === "throw") throw new Error(`Fault at ${point}`);
    if (act === "kill") Deno.kill(Deno.pid, "SIGKILL");
    hang();
  });
}

function stickOn(text: string, { mark }: Fault): void {
  const real = JSON.parse;
  JSON.parse = (line, reviver) => {
    if (!line.includes(text)) return real(line, reviver);
    if (mark !== undefined) Deno.writeTextFileSync(mark, text, { append: true });
    return hang();
  };
}

// As a pattern does that backtracks for ever.
function hang(): never {
  while (true);
}

function moveClock({ clockMs = 0, jumpMs, jumpFile = "" }: Fault): void {
  if (clockMs === 0 && jumpMs === undefined) return;
  const real = Date.now;
  let moved = clockMs;
  Date.now = () => real() + moved;
  if (jumpMs === undefined) return;
  const looking = setInterval(() => {
    if (!existsSync(jumpFile)) return;
    moved += jumpMs;
    clearInterval(looking);
  }, 20);
  Deno.unrefTimer(looking);
}

function shortenTimers(ms: number): void {
  const real = globalThis.setInterval;
  const shortened = (handler: () => void, every?: number, ...more: unknown[]) =>
    real(handler, every !== undefined && every > 60_000 ? ms : every, ...more);
  globalThis.setInterval = shortened as typeof setInterval;
}

function collectGarbage(everyMs: number, { heapFile }: Fault): void {
  const { gc } = globalThis as unknown as { gc(): void };
  let times = 0;
  const collect = () => {
    gc();
    const { heapUsed, external } = Deno.memoryUsage();
    if (heapFile !== undefined) Deno.writeTextFileSync(heapFile, `${++times} ${heapUsed + external}`);
  };
  Deno.unrefTimer(setInterval(collect, everyMs));
}

// A preloaded module is not loaded in workers: those that have points begin with a module that does.
function passOnToWorkers(): void {
  globalThis.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const own = faultyWorkers.test(String(url));
      super(own ? new URL(`./worker_harness.ts#${url}`, import.meta.url) : url, options);
    }
  };
}
