import type { Moment } from "../../analysis/store/reads.ts";
import type { Page } from "../page/page.ts";
import type { ParamValues } from "../page/param_values.ts";
import type { Span } from "../page/span.ts";
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

  constructor(readonly socket: Socket) {}

  /** A newer watch supersedes the one before, also where that is still being answered. */
  ask(watch: Watch): void {
    if (watch.page.hash !== this.watch?.page.hash) this.#sent.clear();
    this.watch = watch;
    this.asked = true;
  }

  /** Sends what differs from the last message. @returns false where the tab is behind and must be tried again. */
  answer(watch: Watch, moment: Moment, span: Span, bodies: Map<string, string>, now: number): boolean {
    if (watch !== this.watch) return true;
    if (this.socket.bufferedAmount > maxBufferedBytes) {
      this.behindSince ??= now;
      return false;
    }
    this.behindSince = null;
    this.asked = false;
    const changed = [...bodies].filter(([name, body]) => this.#sent.get(name) !== body);
    const head = `"id":${watch.id},"moment":${JSON.stringify(moment)},"span":${JSON.stringify(span)}`;
    if (changed.length === 0 && head === this.#sentHead) return true;
    for (const [name, body] of changed) this.#sent.set(name, body);
    this.#sentHead = head;
    const cells = changed.map(([name, body]) => `${JSON.stringify(name)}:${body}`).join(",");
    this.socket.send(`{"type":"results",${head},"cells":{${cells}}}`);
    return true;
  }
}
