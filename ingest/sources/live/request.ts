import { type IncomingMessage, request as requestPlain, type RequestOptions } from "node:http";
import { request as requestSecure } from "node:https";
import { messageOf } from "../../base/errors.ts";
import { checkUrl, type Guard, guardedLookup, type GuardEffects, showUrl } from "./guard.ts";
import type { Limits } from "./limits.ts";
import { Problem } from "./problem.ts";
import { SecureAgent } from "./secure_agent.ts";

/** Tells sources who is asking, as their rules want it. */
export const userAgent = "Groundswell/1.0 (live notebooks on public posts; self-hosted)";

/** One question to a source. */
export interface Question {
  url: URL;
  guard: Guard;
  method?: "GET" | "POST" | "DELETE";
  headers?: { [name: string]: string };
  body?: string;
}

/** The answer, whatever its status. Names of headers are in lower case. */
export interface Answer {
  status: number;
  headers: { [name: string]: string };
  /** @throws {Problem} when it is cut, or silent for too long. */
  body: AsyncIterable<Uint8Array>;
}

/** Asks a source; see `createRequest`. */
export type Request = (question: Question, limits: Limits, signal: AbortSignal) => Promise<Answer>;

const maxRedirects = 5;
const credentialHeaders = /^(authorization|cookie|x-api-key)$/i;

/**
 * A request that goes nowhere but where its guard allows, follows redirects only there, sends credentials to the first
 * host only, and takes no more time than its limits. @throws {Problem} for everything but an answer.
 */
export function createRequest(effects: GuardEffects): Request {
  return async (question, limits, signal) => {
    let { url } = question;
    let headers: { [name: string]: string } = {
      "user-agent": userAgent,
      "accept-encoding": "identity",
      ...question.headers,
    };
    for (let redirects = 0;; redirects++) {
      checkUrl(url, question.guard, effects);
      const message = await ask(url, { ...question, headers }, effects, limits, signal);
      const location = message.headers.location;
      const status = message.statusCode!;
      if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
        return { status, headers: flatHeaders(message), body: readBody(message, url, limits) };
      }
      message.destroy();
      if (question.method === "POST") {
        throw new Problem(
          "refused",
          `"${showUrl(url)}" redirects what is sent to it, which goes nowhere else`,
        );
      }
      if (redirects === maxRedirects) {
        throw new Problem("refused", `"${showUrl(url)}" redirects too often`);
      }
      if (!URL.canParse(location, url)) {
        throw new Problem("refused", `"${showUrl(url)}" redirects to no address`);
      }
      const next = new URL(location, url);
      if (next.origin !== url.origin) headers = withoutCredentials(headers);
      url = next;
    }
  };
}

function ask(
  url: URL,
  { method = "GET", headers, body }: Question,
  effects: GuardEffects,
  { headMs }: Limits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options: RequestOptions = {
    method,
    headers: body === undefined ? headers! : { ...headers, "content-length": Buffer.byteLength(body) },
    agent: url.protocol === "https:" ? new SecureAgent({ keepAlive: false }) : false,
    lookup: guardedLookup(effects),
  };
  const request = (url.protocol === "https:" ? requestSecure : requestPlain)(url, options);
  const fail = (problem: Error) => {
    reject(problem);
    request.destroy();
  };
  const stop = () => fail(new Problem("lost", "Stopped"));
  const late = () => fail(new Problem("lost", `"${showUrl(url)}" has not answered for ${sayMs(headMs)}`));
  const timer = setTimeout(late, headMs);
  signal.addEventListener("abort", stop);
  request.on("response", (message) => {
    clearTimeout(timer);
    message.on("close", () => signal.removeEventListener("abort", stop));
    resolve(message);
  });
  request.on("error", (error) => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    reject(error instanceof Problem ? error : unreachable(url, error));
  });
  if (signal.aborted) stop();
  else request.end(body);
  return promise;
}

async function* readBody(message: IncomingMessage, url: URL, { silenceMs }: Limits) {
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    message.destroy();
  }, silenceMs);
  try {
    for await (const chunk of message) {
      timer.refresh();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if (!silent) throw new Problem("lost", `"${showUrl(url)}" broke off: ${messageOf(error)}`);
  } finally {
    clearTimeout(timer);
    message.destroy();
  }
  if (silent) throw new Problem("lost", `"${showUrl(url)}" said nothing for ${sayMs(silenceMs)}`);
}

function unreachable(url: URL, error: Error): Problem {
  return new Problem("lost", `"${showUrl(url)}" cannot be reached: ${messageOf(error)}`);
}

function withoutCredentials(headers: { [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !credentialHeaders.test(name)));
}

/** The headers of an answer, each as one text. */
export function flatHeaders(message: IncomingMessage): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value ?? "")]),
  );
}

/** `300 ms`, `20 s`. */
export function sayMs(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
}
