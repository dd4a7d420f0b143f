import { oneLine } from "./one_line.ts";
import type { Report } from "./report.ts";

/** How much a line of the log matters. */
export type LogLevel = "info" | "warn" | "error";

const progressEveryMs = 10_000;
const start = '{"time":"';

/** One line of a structured log: time in UTC, level, stage, message, and what else is known. */
export function logLine(level: LogLevel, stage: string, message: string, fields: object = {}): string {
  return JSON.stringify({
    time: new Date().toISOString(),
    level,
    stage,
    message: oneLine(message),
    ...fields,
  });
}

/** Whether a line is one of those: what a child has written goes on as it is. */
export function isLogLine(line: string): boolean {
  return line.startsWith(start);
}

/** A report for programs: each text is a JSON object on a line, to the stream that the text would go to. */
export function jsonReport(stage: string, now: () => number = Date.now): Report {
  let toldAt = now();
  return {
    say: (text) => console.log(logLine("info", stage, text)),
    warn: (text) => console.error(logLine("warn", stage, text)),
    progress({ label, done, total, rate }) {
      if (now() - toldAt < progressEveryMs) return;
      toldAt = now();
      console.error(logLine("info", stage, label, { done, total, rate }));
    },
    endProgress() {},
  };
}
