import { messageOf } from "../../ingest/base/errors.ts";
import type { Painted, PaintJob } from "./paint_job.ts";
import type { StartPainting } from "./painting_process.ts";
import { RestartedProcess } from "./restarted_process.ts";
import { Strikes } from "./strikes.ts";

const paintDeadlineMs = 2000;
const patienceMs = 700;
const maxWaiting = 8;

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
  const process = new RestartedProcess(start, now);
  const strikes = new Strikes(now);
  let closed = false;
  let waiting = 0;
  let lane: Promise<unknown> = Promise.resolve();
  const said = new Set<string>();

  const warnOnce = (hash: string, text: string) => {
    if (!said.has(hash)) warn(text);
    said.add(hash);
  };
  const warm = () => {
    if (closed) return null;
    try {
      return process.get();
    } catch (error) {
      const why = messageOf(error);
      warnOnce("", `Cannot start the process that paints; readers draw pages themselves: ${why}`);
      return null;
    }
  };
  const paintNow = async (job: PaintJob, mostMs = paintDeadlineMs): Promise<Painted | null> => {
    const painting = warm();
    if (painting === null) return null;
    const { url, cells: { hash } } = job;
    try {
      await painting.ready;
      const answer = await painting.ask(job, mostMs);
      process.didWell();
      strikes.forget(hash);
      if ("painted" in answer) return answer.painted;
      if ("failed" in answer) warnOnce(hash, `Cannot paint ${new URL(url).pathname}: ${answer.failed}`);
      return null;
    } catch (error) {
      await process.drop();
      if (closed) return null;
      strikes.add(hash);
      const [page, why] = [new URL(url).pathname, messageOf(error)];
      warnOnce(hash, `Cannot paint ${page}; its readers draw it themselves: ${why}`);
      return null;
    }
  };

  return {
    warm: () => void warm(),
    async paint(job, mostMs) {
      if (closed || waiting >= maxWaiting || strikes.isOut(job.cells.hash)) return null;
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
      await process.stop();
      await lane;
    },
  };
}
