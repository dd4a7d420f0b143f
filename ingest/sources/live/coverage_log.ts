import type { LogRecord } from "../../log/log.ts";
import { Coverage, encodeCoverage } from "../../coverage.ts";
import type { Gap } from "./adapter.ts";

const spanMs = 60_000;

/**
 * Notes on the log when a stream was received and when it was not. Only what is over is noted, every minute, so that a
 * killed process claims nothing. What came during a break and was asked for afterwards counts as received.
 */
export class CoverageLog {
  #waiting: LogRecord[] = [];
  #since: number | undefined;
  #lostAt: number | undefined;
  #kept = 0;
  #offered = 0;

  constructor(readonly source: string, readonly stream: string, readonly now: () => number) {}

  /** All that the source had until now has come. */
  live(): void {
    this.#since ??= this.#lostAt ?? this.now();
    this.#lostAt = undefined;
  }

  /** From now on nothing comes. */
  lost(): void {
    this.#closeAt(this.now());
    this.#lostAt ??= this.now();
  }

  /** What is missing stays missing, whatever is noted later. */
  gap({ fromMs, toMs, reason }: Gap): void {
    const since = this.#since;
    this.#closeAt(Math.min(fromMs, this.now()));
    this.#note("gap", fromMs, toMs, reason);
    if (since === undefined) this.#lostAt = Math.max(toMs, this.#lostAt ?? 0);
    else this.#since = Math.max(toMs, since);
  }

  /** Of so many posts, so many were kept. */
  sampled(kept: number, offered: number): void {
    this.#kept += kept;
    this.#offered += offered;
  }

  /** What is to be appended now. */
  take(): LogRecord[] {
    if (this.#since !== undefined && this.now() - this.#since >= spanMs) {
      const now = this.now();
      this.#closeAt(now);
      this.#since = now;
    }
    return this.#waiting.splice(0);
  }

  #closeAt(end: number): void {
    if (this.#since !== undefined && end > this.#since) {
      const [kept, offered] = [this.#kept, this.#offered];
      if (kept === offered) this.#note("connected", this.#since, end, "");
      else this.#note("sampled", this.#since, end, `${kept} of ${offered} posts were kept`, kept / offered);
      this.#kept = this.#offered = 0;
    }
    this.#since = undefined;
  }

  #note(
    kind: "connected" | "gap" | "sampled",
    from: number,
    to: number,
    detail: string,
    seen?: number,
  ): void {
    const { source, stream } = this;
    const [start, end] = [Math.floor(from), Math.ceil(to)];
    const noted = {
      kind,
      detail: detail.slice(0, 1000),
      at: this.now(),
      source,
      stream,
      from: start,
      to: end,
      ...seen === undefined ? {} : { seen },
    };
    if (!Coverage.safeParse(noted).success) return;
    this.#waiting.push({ key: stream, line: encodeCoverage(noted) });
  }
}
