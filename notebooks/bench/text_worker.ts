import { analyseBareLine } from "../../analysis/text/analyse_line.ts";

const warmUps = 2;

/** Analyses the lines it is sent so many times, and answers with the seconds that each run took, and the longest line's. */
globalThis.addEventListener("message", (event) => {
  const { lines, runs } = (event as MessageEvent<{ lines: string[]; runs: number }>).data;
  const seconds: number[] = [];
  let bytes = 0;
  for (let run = 0; run < runs + warmUps; run++) {
    const started = performance.now();
    for (const line of lines) bytes += analyseBareLine(line, { origin: "bench", at: 0 }).length;
    if (run >= warmUps) seconds.push((performance.now() - started) / 1000);
  }
  (globalThis as unknown as { postMessage(message: unknown): void }).postMessage({ seconds, bytes });
});
