import { WebSocket } from "ws";
import { messageOf } from "../../base/errors.ts";
import { checkUrl, type Guard, guardedLookup, type GuardEffects, showUrl } from "./guard.ts";
import type { Limits } from "./limits.ts";
import { Problem, problemOfStatus } from "./problem.ts";
import { flatHeaders, sayMs, userAgent } from "./request.ts";

/** Opens a WebSocket and reads its messages; see `createConnect`. */
export type Connect = (
  url: URL,
  guard: Guard,
  limits: Limits,
  signal: AbortSignal,
) => AsyncIterable<string>;

/** So many messages may wait for us before we stop reading from the socket. */
const maxWaiting = 1000;

/**
 * Text messages of a WebSocket until it closes. A slow reader slows the other side down; nothing piles up here.
 * @throws {Problem} when it cannot be opened, is refused (by its status), is silent for too long or breaks.
 */
export function createConnect(effects: GuardEffects, now: () => number): Connect {
  return async function* (url, guard, limits, signal) {
    checkUrl(url, guard, effects);
    const socket = new WebSocket(url, {
      headers: { "user-agent": userAgent },
      lookup: guardedLookup(effects),
      handshakeTimeout: limits.headMs,
      maxPayload: limits.eventBytes,
      perMessageDeflate: false,
    });
    const inbox = new Inbox(socket, url, limits, now);
    const stop = () => inbox.end();
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    try {
      while (true) {
        const messages = await inbox.take();
        if (messages === undefined) return;
        yield* messages;
      }
    } finally {
      signal.removeEventListener("abort", stop);
      inbox.end();
    }
  };
}

class Inbox {
  #waiting: string[] = [];
  #ended = false;
  #problem: Problem | undefined;
  #wake = () => {};
  readonly #timer;

  constructor(readonly socket: WebSocket, url: URL, limits: Limits, now: () => number) {
    const where = `"${showUrl(url)}"`;
    const { silenceMs } = limits;
    this.#timer = setInterval(() => {
      // While we are the slow ones, nothing can be heard.
      if (this.#waiting.length === 0) {
        this.end(new Problem("lost", `${where} said nothing for ${sayMs(silenceMs)}`));
      }
    }, silenceMs);
    let opened = false;
    socket.on("open", () => opened = true);
    socket.on("message", (data) => {
      this.#timer.refresh();
      this.#waiting.push(String(data));
      if (this.#waiting.length >= maxWaiting) socket.pause();
      this.#wake();
    });
    socket.on("unexpected-response", (request, response) => {
      this.end(problemOfStatus(response.statusCode ?? 0, flatHeaders(response), now()));
      request.destroy();
    });
    socket.on("close", () => this.end());
    socket.on("error", (error) => {
      const what = opened ? "broke off" : "cannot be reached";
      this.end(
        error instanceof Problem ? error : new Problem("lost", `${where} ${what}: ${messageOf(error)}`),
      );
    });
  }

  /** What has come; undefined after the end. */
  async take(): Promise<string[] | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    if (this.#waiting.length > 0) {
      const messages = this.#waiting;
      this.#waiting = [];
      if (!this.#ended) this.socket.resume();
      return messages;
    }
    if (this.#problem !== undefined) throw this.#problem;
    return undefined;
  }

  end(problem?: Problem): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#problem = problem;
    clearInterval(this.#timer);
    this.socket.terminate();
    this.#wake();
  }
}
