import { Retriable } from "../base/errors.ts";
import { settledWithin } from "../base/wait.ts";
import type { Log } from "../log/log.ts";
import { encodeCoverage } from "../coverage.ts";
import type { LiveState } from "../sources/live/adapter.ts";
import type { Observed, StreamState, Tally } from "./stream.ts";
import type { StoredStream, StreamTable } from "./stream_table.ts";

const minuteMs = 60_000;
const tellMs = 1000;
/** Reasons are constants of ours; more of them than this are not told apart. */
const maxReasons = 50;

/** What watching needs from outside. */
export interface WatchDeps {
  table: Pick<StreamTable, "observe" | "observeUnread" | "tally">;
  log: Pick<Log, "append">;
  /** The sign of this process. */
  holder: string;
  now(): number;
}

/** Keeps in the registry, and on the log, what a process sees of one stream. */
export class StreamWatch {
  #observed: Observed;
  #tally: Tally;
  #hasLeftOut = false;
  #recent: { at: number; posts: number }[] = [];
  #telling: Promise<unknown> = Promise.resolve();

  constructor(readonly stored: StoredStream, readonly deps: WatchDeps) {
    this.#observed = observedOf(stored);
    this.#tally = tallyOf(stored);
  }

  /** This process reads the stream from now on: what others have counted until then goes on. */
  begin(current: StoredStream = this.stored): StoredStream {
    this.#tally = tallyOf(current);
    return current;
  }

  /** This process reads the stream, and sees how it does. */
  see({ state, reason, retryAt }: LiveState): void {
    const observed = this.#since({ state, reason: reason ?? null, retryAt: retryAt ?? null });
    this.#note(observed, () => this.deps.table.observe(this.stored.id, observed, this.deps.holder));
  }

  /** Nobody reads the stream, and why. False where somebody does, who has said so since `after`, or it is there no more. */
  rest(state: StreamState, reason: string | null, retryAt: number | null, after: number): boolean {
    const observed = this.#since({ state, reason, retryAt });
    return this.#note(observed, () => this.deps.table.observeUnread(this.stored.id, observed, after));
  }

  /** Posts have come, of which the cap has kept so many of the hour. */
  taken(posts: number, ofHour: { hour: number; ofHour: number } | undefined): void {
    if (posts === 0 && !this.#hasLeftOut) return;
    const now = this.deps.now();
    this.#recent = [...this.#recent.filter(({ at }) => at > now - minuteMs), { at: now, posts }];
    Object.assign(this.#tally, {
      posts: this.#tally.posts + posts,
      perMinute: this.#recent.reduce((sum, { posts }) => sum + posts, 0),
      ...posts === 0 ? {} : { lastPostAt: now },
      ...ofHour,
    });
    this.#hasLeftOut = false;
    unlessBusy(() => this.deps.table.tally(this.stored.id, this.#tally, this.deps.holder));
  }

  /** Something was left out on purpose; it is noted with what comes next. */
  leftOut(reason: string): void {
    const { leftOut } = this.#tally;
    if (!(reason in leftOut) && Object.keys(leftOut).length >= maxReasons) return;
    leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    this.#hasLeftOut = true;
  }

  /** Waits until the log has what was told, as far as it can take it in a second. */
  async told(): Promise<void> {
    await settledWithin(tellMs, this.#telling);
  }

  #since(now: Omit<Observed, "since">): Observed {
    return { ...now, since: isSame(this.#observed, now) ? this.#observed.since : this.deps.now() };
  }

  #note(observed: Observed, write: () => boolean): boolean {
    if (unlessBusy(write) !== true) return false;
    const before = this.#observed;
    this.#observed = observed;
    if (!isSame(before, observed)) this.#tell(observed);
    return true;
  }

  // A line that the log does not take is made up for by the next one.
  #tell({ state, reason, since }: Observed): void {
    const { stream, source } = this.stored;
    const detail = reason === null ? state : `${state}: ${reason}`.slice(0, 1000);
    const line = encodeCoverage({ kind: "state", detail, at: this.deps.now(), source, stream, from: since });
    this.#telling = this.#telling.then(() => this.deps.log.append("posts", [{ key: stream, line }])).catch(
      () => {},
    );
  }
}

type Said = Pick<Observed, "state" | "reason">;

function isSame(one: Said, other: Said): boolean {
  return one.state === other.state && one.reason === other.reason;
}

function observedOf({ state, reason, since, retryAt }: StoredStream): Observed {
  return { state, reason, since, retryAt };
}

function tallyOf({ posts, perMinute, lastPostAt, leftOut, hour, ofHour }: StoredStream): Tally {
  return { posts, perMinute, lastPostAt, leftOut: { ...leftOut }, hour, ofHour };
}

// What was seen is seen again soon.
function unlessBusy<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Retriable)) throw error;
    return undefined;
  }
}
