import type { Socket } from "./socket.ts";
import type { ResultStamp } from "./protocol.ts";
import type { Shown, View } from "./view.ts";

/** Bytes waiting in a socket beyond which its tab is behind: it gets the newest later instead of a queue. */
export const maxBufferedBytes = 1_048_576;
/** How long a tab may be behind before it is cut off, milliseconds. */
export const stuckAfterMs = 30_000;

/** Messages of one view at one moment, by what they leave out: equal ones are encoded once. */
export type Encoded = Map<string, Uint8Array>;

/** One tab: what it watches and what it was last sent. */
export class Viewer {
  view: View | null = null;
  /** The name of the page that it asked for last, whether there is one or not. */
  page: string | null = null;
  /** Which of the tab's watches the view is. */
  id = 0;
  visible = true;
  /** True while it waits for a first answer to its watch. */
  asked = false;
  behindSince: number | null = null;
  readonly #sent = new Map<string, string>();
  readonly #sentStamps = new Map<string, string>();
  #sentHead = "";
  #sentPage = "";

  constructor(readonly socket: Socket) {}

  /**
   * A newer watch supersedes the one before, also where that is still being answered. A tab keeps its results by name while its
   * page's file is edited.
   */
  watch(id: number, view: View): void {
    if (view.page.name !== this.#sentPage) {
      this.#sentPage = view.page.name;
      this.#sent.clear();
      this.#sentStamps.clear();
    }
    this.leave();
    view.viewers.add(this);
    this.view = view;
    this.id = id;
    this.asked = true;
  }

  leave(): void {
    this.view?.viewers.delete(this);
    this.view = null;
  }

  /** Sends what differs from the last message. @returns false where the tab is behind and must be tried again. */
  show(shown: Shown, now: number, encoded: Encoded = new Map()): boolean {
    if (this.socket.bufferedAmount > maxBufferedBytes) {
      this.behindSince ??= now;
      return false;
    }
    this.behindSince = null;
    this.asked = false;
    const { moment, span, changed, results } = shown;
    const bodies = [...results].filter(([name, { body }]) => this.#sent.get(name) !== body);
    const stamps = [...results].map((
      [name, { of }],
    ): [string, string] => [name, stampText(of, moment.landing, span.asOf)])
      .filter(([name, stamp]) => (this.#sentStamps.get(name) ?? "null") !== stamp);
    const head = [["id", this.id], ["moment", moment], ["span", span], ["changed", changed]]
      .map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(",");
    if (bodies.length === 0 && stamps.length === 0 && head === this.#sentHead) return true;
    for (const [name, { body }] of bodies) this.#sent.set(name, body);
    for (const [name, stamp] of stamps) this.#sentStamps.set(name, stamp);
    this.#sentHead = head;
    const key = JSON.stringify([head, bodies.map(([name]) => name), stamps]);
    let message = encoded.get(key);
    if (message === undefined) {
      const at = stamps.length > 0 ? `"at":{${fields(stamps)}},` : "";
      const cells = fields(bodies.map(([name, { body }]) => [name, body]));
      message = new TextEncoder().encode(`{"type":"results",${head},${at}"cells":{${cells}}}`);
      encoded.set(key, message);
    }
    this.socket.send(message);
    return true;
  }
}

function stampText(of: ResultStamp, landing: number, asOf: number): string {
  return of.landing === landing && of.asOf === asOf ? "null" : JSON.stringify(of);
}

function fields(entries: [string, string][]): string {
  return entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",");
}
