import { messageOf } from "../../ingest/base/errors.ts";
import type { Painted, PaintJob } from "./paint_job.ts";
import type { PaintingProcess, StartPainting } from "./painting_process.ts";

const paintDeadlineMs = 2000;
const patienceMs = 700;
const maxWaiting = 8;
const firstWaitMs = 250;
const longestWaitMs = 30_000;
/** A page that twice did not come back is left alone for so long; once may be a busy machine. */
const setAsideMs = 60_000;
const maxStrikes = 2;

/** Paints pages before they are sent. */
export interface Painter {
  /** Starts the process that paints, so that the first reader need not wait for it. */
  warm(): void;
  /**
   * Paints a page; null where that fails or takes too long: then the browser draws it. `mostMs` is how long it may take, waiting
   * for its turn apart; without it a reader waits, and no turn is worth more than 0.7 s.
   */
  paint(job: PaintJob, mostMs?: number): Promise<Painted | null>;
  close(): Promise<void>;
}

/** What the painter needs from outside. */
export interface PainterDeps {
  start: StartPainting;
  now: () => number;
  warn: (text: string) => void;
}

/**
 * A painter over one process, which paints one page at a time. A page that takes 2 s, or all its memory, costs the process, which
 * is started anew; the second time the page is set aside.
 */
export function createPainter({ start, now, warn }: PainterDeps): Painter {
  let process: PaintingProcess | null = null;
  let closed = false;
  let waiting = 0;
  let waitMs = firstWaitMs;
  let startAt = 0;
  let lane: Promise<unknown> = Promise.resolve();
  const strikes = new Map<string, { count: number; at: number }>();
  const isAside = (hash: string) => {
    const strike = strikes.get(hash);
    return strike !== undefined && strike.count >= maxStrikes && now() - strike.at < setAsideMs;
  };
  const said = new Set<string>();

  const warm = () => {
    if (process !== null || closed || now() < startAt) return;
    try {
      process = start();
    } catch (error) {
      restLater();
      warnOnce(
        "",
        `Cannot start the process that paints; readers draw pages themselves: ${messageOf(error)}`,
      );
    }
  };
  const restLater = () => {
    startAt = now() + waitMs;
    waitMs = Math.min(longestWaitMs, 2 * waitMs);
  };
  const warnOnce = (hash: string, text: string) => {
    if (!said.has(hash)) warn(text);
    said.add(hash);
  };
  const paintNow = async (job: PaintJob, mostMs = paintDeadlineMs): Promise<Painted | null> => {
    warm();
    if (process === null) return null;
    const { url, cells: { hash } } = job;
    try {
      await process.ready;
      const answer = await process.ask(job, mostMs);
      waitMs = firstWaitMs;
      strikes.delete(hash);
      if ("painted" in answer) return answer.painted;
      if ("failed" in answer) warnOnce(hash, `Cannot paint ${new URL(url).pathname}: ${answer.failed}`);
      return null;
    } catch (error) {
      await process.stop();
      process = null;
      if (closed) return null;
      restLater();
      strikes.set(hash, { count: (strikes.get(hash)?.count ?? 0) + 1, at: now() });
      warnOnce(
        hash,
        `Cannot paint ${new URL(url).pathname}; its readers draw it themselves: ${messageOf(error)}`,
      );
      return null;
    }
  };

  return {
    warm,
    async paint(job, mostMs) {
      if (closed || waiting >= maxWaiting || isAside(job.cells.hash)) return null;
      waiting++;
      let gone = false;
      const turn = lane.then(() => gone ? null : paintNow(job, mostMs)).finally(() => waiting--);
      lane = turn;
      if (mostMs !== undefined) return await turn;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<null>((resolve) => timer = setTimeout(resolve, patienceMs, null));
      try {
        return await Promise.race([turn, late]);
      } finally {
        gone = true;
        clearTimeout(timer);
      }
    },
    async close() {
      closed = true;
      await process?.stop();
      await lane;
    },
  };
}
