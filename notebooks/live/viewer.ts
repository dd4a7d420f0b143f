import type { Landed, Moment } from "../../analysis/store/reads.ts";
import type { Page } from "../page/page.ts";
import type { PageTime } from "../page/page_time.ts";
import type { ParamValues } from "../page/param_values.ts";
import type { Span } from "../page/span.ts";
import type { Changed } from "./protocol.ts";
import type { Socket } from "./socket.ts";

/** Bytes waiting in a socket beyond which its tab is behind: it gets the newest later instead of a queue. */
export const maxBufferedBytes = 1_048_576;
/** How long a tab may be behind before it is cut off, milliseconds. */
export const stuckAfterMs = 30_000;

/** What a tab looks at. */
export interface Watch {
  id: number;
  page: Page;
  values: ParamValues;
  time: PageTime;
}

/** What one snapshot says to a watch; `bodies` are encoded results by the name of their cell. */
export interface Answer {
  moment: Moment;
  span: Span;
  changed: Changed | null;
  bodies: Map<string, string>;
}

/** One tab: what it watches and what it was last sent. */
export class Viewer {
  watch: Watch | null = null;
  visible = true;
  /** True while it waits for a first answer to its watch. */
  asked = false;
  /** True while something has landed that it has not seen. */
  due = false;
  /** When its next live update may come, by the hub's clock. */
  nextAt = 0;
  behindSince: number | null = null;
  #sent = new Map<string, string>();
  #sentHead = "";
  // Where a post would show in the last answer; a window that holds the oldest post reaches back to any older one.
  #reach: { from: number; to: number } | null = null;

  constructor(readonly socket: Socket) {}

  /** A newer watch supersedes the one before, also where that is still being answered. */
  ask(watch: Watch): void {
    if (watch.page.hash !== this.watch?.page.hash) this.#sent.clear();
    this.watch = watch;
    this.asked = true;
    this.#reach = null;
  }

  /** Whether a landing, or the next minute, can change what it shows: a rerun stands still unless posts land in its window. */
  concernedBy(landed: Pick<Landed, "minCreatedAt" | "maxCreatedAt"> | null): boolean {
    if (this.watch === null || this.watch.time.asOf === null || this.#reach === null) return true;
    return landed !== null && landed.minCreatedAt < this.#reach.to && landed.maxCreatedAt >= this.#reach.from;
  }

  /** Sends what differs from the last message. @returns false where the tab is behind and must be tried again. */
  answer(watch: Watch, { moment, span, changed, bodies }: Answer, now: number): boolean {
    if (watch !== this.watch) return true;
    if (this.socket.bufferedAmount > maxBufferedBytes) {
      this.behindSince ??= now;
      return false;
    }
    this.behindSince = null;
    this.asked = false;
    const { oldest } = moment;
    this.#reach = { from: oldest === null || span.from <= oldest ? -Infinity : span.from, to: span.asOf };
    const fresh = [...bodies].filter(([name, body]) => this.#sent.get(name) !== body);
    const head = Object.entries({ id: watch.id, moment, span, changed })
      .map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(",");
    if (fresh.length === 0 && head === this.#sentHead) return true;
    for (const [name, body] of fresh) this.#sent.set(name, body);
    this.#sentHead = head;
    const cells = fresh.map(([name, body]) => `${JSON.stringify(name)}:${body}`).join(",");
    this.socket.send(`{"type":"results",${head},"cells":{${cells}}}`);
    return true;
  }
}
