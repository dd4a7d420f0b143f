import type { Landed, Reads } from "../../analysis/store/reads.ts";
import { messageOf, Retriable } from "../../ingest/base/errors.ts";
import type { Topics } from "../page/load_pages.ts";
import type { Page } from "../page/page.ts";
import { readPageTime } from "../page/page_time.ts";
import { readParams } from "../page/param_values.ts";
import { createLane } from "./lane.ts";
import { type ClientMessage, readClientMessage } from "./protocol.ts";
import { ResultCache } from "./result_cache.ts";
import { runRound } from "./round.ts";
import type { Socket } from "./socket.ts";
import { stuckAfterMs, Viewer } from "./viewer.ts";

const maxViewers = 2000;
const minuteMs = 60_000;
const retryMs = 1000;
const policyViolation = 1008;
const tryAgainLater = 1013;
const goingAway = 1001;

/** What the hub needs from outside. */
export interface HubDeps {
  /** The page of a name, as of now. */
  page(name: string): Page | undefined;
  reads: Reads;
  topics: Topics;
  now: () => number;
  warn: (text: string) => void;
}

/** Keeps all open tabs up to date. */
export interface Hub {
  accept(socket: Socket): void;
  readonly viewers: number;
  close(): Promise<void>;
}

/** A hub: tabs that ask are answered at once, all others by ticks. */
export function createHub(deps: HubDeps): Hub {
  const viewers = new Set<Viewer>();
  const cache = new ResultCache();
  const round = async (due: Viewer[]) => {
    try {
      return await runRound(due, { ...deps, cache, writeTopic: deps.topics.write });
    } catch (error) {
      if (!(error instanceof Retriable)) {
        deps.warn(`Cannot update ${due.length} open pages: ${messageOf(error)}`);
      }
      return due;
    }
  };

  const asks = createLane(async () => {
    const due = [...viewers].filter((viewer) => viewer.asked && viewer.watch !== null);
    if (due.length > 0) tryAgain(await round(due));
  }, deps.now);

  const ticks = createLane(async () => {
    const started = deps.now();
    const due = [...viewers].filter((viewer) => wantsTick(viewer) && viewer.nextAt <= started);
    for (const viewer of due) viewer.due = false;
    const behind = due.length > 0 ? await round(due) : [];
    const ended = deps.now();
    for (const viewer of due) {
      viewer.nextAt = ended + Math.max(viewer.watch?.page.refresh ?? 0, ended - started);
    }
    tryAgain(behind);
    wakeTicks();
  }, deps.now);

  const wakeTicks = () => {
    const next = Math.min(...[...viewers].filter(wantsTick).map(({ nextAt }) => nextAt));
    if (next < Infinity) ticks.wake(Math.max(0, next - deps.now()));
  };
  const tryAgain = (behind: Viewer[]) => {
    const now = deps.now();
    for (const viewer of behind) {
      viewer.due = true;
      viewer.nextAt = now + retryMs;
      if (now - (viewer.behindSince ?? now) > stuckAfterMs) viewer.socket.close(tryAgainLater, "too slow");
    }
    if (behind.some((viewer) => viewer.asked)) asks.wake(retryMs);
    wakeTicks();
  };
  const markDue = (landed: Landed | null) => {
    for (const viewer of viewers) viewer.due ||= viewer.concernedBy(landed);
    wakeTicks();
  };
  const stopListening = deps.reads.onLanded(markDue);
  // The end of the window moves by the minute, also while nothing lands.
  const minutes = setInterval(() => markDue(null), minuteMs);

  const hear = (viewer: Viewer, message: ClientMessage) => {
    if (message.type === "visible") {
      viewer.visible = message.visible;
      wakeTicks();
      return;
    }
    const page = deps.page(message.page);
    if (page === undefined) return viewer.socket.close(policyViolation, "no such page");
    const { values, problems } = readParams(page.params, message.params, deps.topics.check);
    const { time, problems: timeProblems } = readPageTime(
      { asOf: message.asOf, landing: message.since },
      deps.now(),
    );
    problems.push(...timeProblems);
    if (problems.length > 0) {
      viewer.socket.send(JSON.stringify({ type: "refused", id: message.id, problems }));
      return;
    }
    viewer.ask({ id: message.id, page, values, time });
    asks.wake();
  };

  return {
    get viewers() {
      return viewers.size;
    },
    accept(socket) {
      if (viewers.size >= maxViewers) return socket.close(tryAgainLater, "too many open pages");
      const viewer = new Viewer(socket);
      viewers.add(viewer);
      socket.onClose(() => viewers.delete(viewer));
      socket.onMessage((text) => {
        const message = readClientMessage(text);
        if (message === null) socket.close(policyViolation, "not a message of a page");
        else hear(viewer, message);
      });
    },
    async close() {
      clearInterval(minutes);
      stopListening();
      for (const viewer of viewers) viewer.socket.close(goingAway, "the server stops");
      viewers.clear();
      await Promise.all([asks.close(), ticks.close()]);
    },
  };
}

function wantsTick(viewer: Viewer): boolean {
  return viewer.due && viewer.visible && !viewer.asked && viewer.watch !== null;
}
