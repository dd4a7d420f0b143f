/** How an ingest that `dev` started ended its replay. */
export interface IngestDone {
  /** Files that could not be read, or not to their end; each has been named when it was met. */
  failures: number;
}

/** The line on standard output by which a child says that it is done. */
export function ingestDoneLine(done: IngestDone): string {
  return JSON.stringify({ ingestDone: done });
}

/** Reads that line; undefined for any other. */
export function readIngestDone(line: string): IngestDone | undefined {
  if (!line.startsWith('{"ingestDone":')) return undefined;
  return JSON.parse(line).ingestDone as IngestDone;
}

/** The line by which a child says that it is not stuck. */
export const beatLine = '{"ingestBeat":true}';

const beatEveryMs = 2000;

/** Says so every two seconds, until disposed. */
export function startBeat(): Disposable {
  const timer = setInterval(() => console.log(beatLine), beatEveryMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** Aborts when standard input ends: the parent is gone, however it died, and nobody would stop this process. */
export function stopWithParent(): AbortSignal {
  const stop = new AbortController();
  (async () => {
    for await (const _ of Deno.stdin.readable);
    stop.abort();
  })().catch(() => stop.abort());
  return stop.signal;
}
