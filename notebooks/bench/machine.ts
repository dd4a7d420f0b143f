import { cpus, totalmem } from "node:os";
import process from "node:process";

/** CPU time of the whole machine so far, in clock ticks of /proc/stat; zeros where there is none. */
export interface MachineTicks {
  busy: number;
  idle: number;
  /** Taken by other machines on the same host. */
  steal: number;
}

/** One line on what the figures were measured with. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${cpus().length} cores, ${gib} GiB, ${Deno.build.os} ${Deno.build.arch}, Deno ${Deno.version.deno}, V8 ${Deno.version.v8}`;
}

/** CPU time of this process in milliseconds, all threads. */
export function cpuTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Reads the machine's ticks; on other systems than Linux there are none. */
export function readTicks(): MachineTicks {
  const [user, nice, system, idle, iowait, irq, softirq, steal] = shell("head -n 1 /proc/stat")
    .trim().split(/\s+/).slice(1).map(Number);
  if (steal === undefined) return { busy: 0, idle: 0, steal: 0 };
  return { busy: user! + nice! + system! + irq! + softirq!, idle: idle! + iowait!, steal };
}

// Deno itself reads /proc only with all permissions; a shell needs but the one to run it.
function shell(command: string): string {
  return new TextDecoder().decode(
    new Deno.Command("sh", { args: ["-c", `${command} 2>/dev/null`] }).outputSync().stdout,
  );
}

/** Share of the machine's time between two readings, in percent. */
export function shareOf(part: "busy" | "steal", before: MachineTicks, after: MachineTicks): number {
  const all = after.busy + after.idle + after.steal - before.busy - before.idle - before.steal;
  return all === 0 ? 0 : 100 * (after[part] - before[part]) / all;
}

const tickMs = 10;

/** CPU time in milliseconds of the threads of a process, each with its name. Linux only, else empty. */
export function threadCpu(pid: number): { name: string; ms: number }[] {
  return shell(`cat /proc/${pid}/task/*/stat`).trim().split("\n").filter((line) => line !== "").map(
    (stat) => {
      const end = stat.lastIndexOf(")");
      const fields = stat.slice(end + 2).split(" ");
      return {
        name: stat.slice(stat.indexOf("(") + 1, end),
        ms: (Number(fields[11]) + Number(fields[12])) * tickMs,
      };
    },
  );
}

/** The middle value; of an even number, the upper one. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value at a share of the sorted list, e.g. 0.99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

const lagEveryMs = 10;

/** Notes every 10 ms how late the event loop is, milliseconds. @returns the way to stop. */
export function measureLag(lags: number[]): () => void {
  let expected = performance.now() + lagEveryMs;
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(Math.max(0, now - expected));
    expected = now + lagEveryMs;
  }, lagEveryMs);
  return () => clearInterval(timer);
}
