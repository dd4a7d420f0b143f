import { oneLine } from "./one_line.ts";

/** How far long work is. `done` and `total` share a unit; `rate` is per second. */
export interface Progress {
  label: string;
  done: number;
  total: number;
  rate: string;
}

/** Where a process tells people what it does: a text is a line, to stdout or stderr; progress goes to stderr. */
export interface Report {
  say(text: string): void;
  warn(text: string): void;
  /** Draws a bar on a terminal, a line every 10 s elsewhere. */
  progress(progress: Progress): void;
  /** Ends the bar, so that the next line starts at the left edge. */
  endProgress(): void;
}

const barWidth = 24;
const barEveryMs = 100;
const lineEveryMs = 10_000;

/** A report on this process' own streams. */
export function consoleReport(terminal = Deno.stderr.isTerminal(), now: () => number = Date.now): Report {
  const encoder = new TextEncoder();
  const started = now();
  let last = terminal ? 0 : started;
  // Always, because the bar may be that of a child that was killed.
  const clear = () => {
    if (terminal) Deno.stderr.writeSync(encoder.encode("\r\x1b[2K"));
  };
  const draw = (progress: Progress) => {
    const line = progressLine(progress, now() - started, terminal);
    Deno.stderr.writeSync(encoder.encode(terminal ? `\r\x1b[2K${line}` : `${line}\n`));
  };
  return {
    say(text) {
      clear();
      console.log(oneLine(text));
    },
    warn(text) {
      clear();
      console.error(oneLine(text));
    },
    progress(progress) {
      if (now() - last < (terminal ? barEveryMs : lineEveryMs)) return;
      last = now();
      draw(progress);
    },
    endProgress: clear,
  };
}

/** `replay  ████░░  42 %  12,300 posts/s  8 s left`. */
function progressLine(progress: Progress, elapsedMs: number, bar: boolean): string {
  const share = progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0;
  const filled = Math.round(share * barWidth);
  const left = share > 0.01 ? `${formatSeconds(elapsedMs / share - elapsedMs)} left` : "";
  return [
    progress.label,
    bar ? "█".repeat(filled) + "░".repeat(barWidth - filled) : "",
    `${Math.floor(share * 100)} %`,
    progress.rate,
    left,
  ].filter((part) => part !== "").join("  ");
}

function formatSeconds(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}
