import type Snoowrap from "snoowrap";
import { messageOf } from "../base/errors.ts";
import { type Fields, fieldsOf, isFields, textOf } from "./fields.ts";
import type { Tools } from "./live/adapter.ts";
import { parseJson, readAny } from "./live/document.ts";
import type { Guard } from "./live/guard.ts";
import { Problem, problemOfStatus } from "./live/problem.ts";
import { pauseOf } from "./live/rate_headers.ts";

/** An app at Reddit, and where to ask. */
export interface RedditApp {
  id: string;
  secret: string;
  /** In place of both hosts of Reddit's API. */
  base?: string;
}

/** Asks Reddit's API for plain JSON; waits where the answer before said that nothing is left. */
export type AskReddit = (path: string, query: { [name: string]: string | number }) => Promise<unknown>;

/** What snoowrap hands to the function that makes its requests, as far as it is used here. */
interface RawOptions {
  method?: string;
  baseUrl: string;
  uri: string;
  qs?: { [name: string]: string | number };
  form?: { [name: string]: string };
  auth: { bearer?: string; user?: string; pass?: string };
  transform?(body: unknown, response: object): unknown;
}

/** Reddit wants to know the app by a name of its own; what begins like a browser or a library is throttled. */
const redditAgent = "deno:groundswell:1.0 (live notebooks on public posts)";
const hosts = ["oauth.reddit.com", "www.reddit.com"];
const earlyMs = 60_000;

/**
 * snoowrap, repaired: its requests are ours (agent, time-outs, size, abort, no secret in errors), answers stay plain JSON
 * and are checked to be JSON, a token is asked for as the app itself and once more when it is refused.
 */
export async function createRedditClient(
  app: RedditApp,
  tools: Tools,
  signal: AbortSignal,
): Promise<AskReddit> {
  const requests = createRequests(app, tools, signal);
  const client = await createClient(app, requests.send);
  const ask = (uri: string, qs: object): Promise<unknown> => {
    // deno-lint-ignore no-explicit-any -- the types of `request` want more than is asked for
    return client.oauthRequest({ method: "get", uri, qs } as any);
  };
  return async (path, query) => {
    await requests.pause();
    try {
      return await ask(path, query);
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw new Problem("lost", `The client for Reddit failed: ${messageOf(error)}`);
      }
      if (error.status !== 401 || client.accessToken === "") throw error;
      client.accessToken = "";
      return await ask(path, query);
    }
  };
}

/** Requests as snoowrap asks for them. */
interface Requests {
  send(options: RawOptions): Promise<unknown>;
  /** Waits as long as the answer before said. */
  pause(): Promise<void>;
}

function createRequests(app: RedditApp, tools: Tools, signal: AbortSignal): Requests {
  let pauseMs = 0;
  return {
    async send({ method = "get", baseUrl, uri, qs = {}, form, auth, transform }) {
      const url = new URL(uri.replace(/^\/?/, "/"), app.base ?? baseUrl);
      for (const [name, value] of Object.entries(qs)) url.searchParams.set(name, String(value));
      const guard: Guard = app.base === undefined ? { hosts } : { hosts: [url.host], plain: true };
      const answer = await readAny(
        {
          url,
          guard,
          method: method.toUpperCase() === "POST" ? "POST" : "GET",
          headers: {
            "user-agent": redditAgent,
            authorization: auth.bearer === undefined
              ? `Basic ${btoa(`${auth.user}:${auth.pass}`)}`
              : `Bearer ${auth.bearer}`,
            ...form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" },
          },
          ...form === undefined ? {} : { body: new URLSearchParams(form).toString() },
        },
        tools,
        signal,
      );
      const { status, headers, text } = answer;
      if (status < 200 || status > 299) throw problemOfStatus(status, headers, tools.now());
      pauseMs = pauseOf(headers, tools.now());
      const body = parseJson(text, url);
      const response = { statusCode: status, headers, body, request: { method, uri: { href: url.href } } };
      return transform === undefined ? body : transform(body, response);
    },
    async pause() {
      await tools.wait(pauseMs, signal);
      pauseMs = 0;
    },
  };
}

async function createClient(app: RedditApp, send: Requests["send"]): Promise<Snoowrap> {
  // Loaded here, as it is large and only wanted by who follows Reddit.
  const { default: Snoowrap } = await import("snoowrap");

  class Client extends Snoowrap {
    // deno-lint-ignore no-explicit-any -- snoowrap types the promises of another library
    override rawRequest(options: any): any {
      return send(options as RawOptions);
    }

    // deno-lint-ignore no-explicit-any -- as above
    override async updateAccessToken(): Promise<any> {
      if (this.accessToken !== "" && Date.now() < this.tokenExpiration) return this.accessToken;
      const token = await this.credentialedClientRequest({
        method: "post",
        uri: "api/v1/access_token",
        form: { grant_type: "client_credentials" },
        // deno-lint-ignore no-explicit-any -- the types of `request` want an address beside the path
      } as any);
      const { access_token: given, expires_in: seconds, error } = fieldsOf(token);
      if (typeof given !== "string") {
        throw new Problem(
          "refused",
          `Reddit does not accept the credentials of the app (${String(error ?? "no token")})`,
        );
      }
      this.accessToken = given;
      this.tokenExpiration = Date.now() + Number(seconds ?? 3600) * 1000 - earlyMs;
      return given;
    }

    // Answers stay as they came: its own objects ask Reddit for more when they are only looked at.
    _populate(answer: unknown): unknown {
      return answer;
    }

    // Its own waits know neither Retry-After nor a signal.
    _awaitRatelimit(): Promise<void> {
      return Promise.resolve();
    }

    _awaitRequestDelay(): Promise<void> {
      return Promise.resolve();
    }
  }

  // It wants some token to begin with.
  const client = new Client({ userAgent: redditAgent, accessToken: "none" });
  Object.assign(client, {
    userAgent: redditAgent,
    clientId: app.id,
    clientSecret: app.secret,
    accessToken: "",
  });
  client.config({ maxRetryAttempts: 1, warnings: false, debug: false });
  return client;
}

/** The things of a listing. @throws {Problem} when the answer is none. */
export function thingsIn(answer: unknown): Fields[] {
  const { kind, data, error, message } = fieldsOf(answer);
  const { children } = fieldsOf(data);
  if (kind === "Listing" && Array.isArray(children)) return children.filter(isFields);
  const status = typeof error === "number" ? error : undefined;
  if (status !== undefined && status >= 400) throw problemOfStatus(status, {}, 0);
  throw new Problem(
    "lost",
    `Reddit answers with something that is no listing${
      textOf(message) === undefined ? "" : " but a message"
    }`,
  );
}
