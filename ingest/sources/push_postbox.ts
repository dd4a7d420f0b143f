import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { joinBytes } from "../base/read_lines.ts";
import type { RawItem } from "./live/adapter.ts";
import { itemsOf } from "./push_items.ts";

const maxBytes = 8 * 1024 * 1024;
const maxWaiting = 100;
const headersMs = 10_000;
const requestMs = 60_000;
/** For answers that are under way when the port closes. */
const closeMs = 500;

/** What one request brought. */
export interface Letter {
  items: RawItem[];
  /** Answers the sender that its posts are kept. */
  acknowledge(): void;
}

/** Takes requests at a port. */
export interface Postbox extends AsyncDisposable {
  port: number;
  /** The next request with posts; undefined once the signal aborts. */
  next(signal: AbortSignal): Promise<Letter | undefined>;
}

/**
 * Opens a port on 127.0.0.1 for `POST` requests with a bearer token: one JSON document, a list, or a line each. 202 says
 * that the posts are kept, 503 that they are not, 401, 405, 413 and 400 what is wrong. Port 0 takes a free one.
 */
export async function openPostbox(port: number, token: string): Promise<Postbox> {
  const letters: Letter[] = [];
  const unanswered = new Set<ServerResponse>();
  let wake = () => {};
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: requestMs },
    async (request, response) => {
      const refusal = refusalOf(request, token, letters.length);
      if (refusal !== undefined) return answer(response, ...refusal);
      const bytes = await readBody(request).catch(() => undefined);
      if (bytes === undefined) return answer(response, 413, `at most ${maxBytes} bytes at a time`);
      const items = itemsOf(new TextDecoder().decode(bytes));
      if (items.length === 0) return answer(response, 400, "no posts");
      unanswered.add(response);
      const acknowledge = () => {
        unanswered.delete(response);
        answer(response, 202, `${items.length} taken`);
      };
      letters.push({ items, acknowledge });
      wake();
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    async next(signal) {
      const stop = () => wake();
      signal.addEventListener("abort", stop);
      while (letters.length === 0 && !signal.aborted) await new Promise<void>((resolve) => wake = resolve);
      signal.removeEventListener("abort", stop);
      return signal.aborted ? undefined : letters.shift();
    },
    async [Symbol.asyncDispose]() {
      for (const response of unanswered) answer(response, 503, "stopping: send it again");
      const late = setTimeout(() => server.closeAllConnections(), closeMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(late);
    },
  };
}

function refusalOf(
  { method, headers }: IncomingMessage,
  token: string,
  waiting: number,
): [number, string] | undefined {
  if (!isSame(headers.authorization ?? "", `Bearer ${token}`)) {
    return [401, "show PUSH_TOKEN as a bearer token"];
  }
  if (method !== "POST") return [405, "send posts with POST"];
  return waiting >= maxWaiting ? [503, "busy: send it again"] : undefined;
}

// Digests are of one length, so that nothing can be learnt from the time that this takes.
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(a, b);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw new Error("too large");
    chunks.push(chunk);
  }
  return chunks.length === 0 ? new Uint8Array() : joinBytes(chunks);
}

function answer(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${text}\n`);
}
