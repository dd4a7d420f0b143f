import { createWire, type Wire } from "./wire_harness.ts";

/** What a fake server was asked. */
export interface Asked {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
}

/** What it answers: a whole body, parts of a stream that then stays open (or ends), or messages of a WebSocket. */
export type Reply =
  & { status?: number; headers?: { [name: string]: string } }
  & (
    { body: string } | { stream: string[]; ends?: boolean } | { messages: string[]; ends?: boolean }
  );

/** A local server that speaks the protocol of a source. For tests. */
export interface Fake extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, through the wire. */
  url: string;
  wire: Wire;
  asked: Asked[];
  /** While set, every question gets this answer. */
  instead?: Reply;
  /** While set, every answer is changed by it. */
  shape?: (reply: Reply) => Reply;
}

/** Starts a fake server; `answer` is its protocol. */
export function startFake(answer: (asked: Asked) => Reply): Fake {
  const closing = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {}, signal: closing.signal },
    async (request) => {
      const asked: Asked = {
        method: request.method,
        url: new URL(request.url),
        headers: new Headers(request.headers),
        body: await request.text(),
      };
      fake.asked.push(asked);
      const told = fake.instead ?? answer(asked);
      const reply = fake.shape?.(told) ?? told;
      const { status = 200, headers = {} } = reply;
      if ("messages" in reply) return upgrade(request, reply, closing.signal);
      if ("body" in reply) return new Response(status === 304 ? null : reply.body, { status, headers });
      return new Response(streamOf(reply, closing.signal), { status, headers });
    },
  );
  const wire = createWire(server.addr.port);
  const fake: Fake = {
    url: `http://127.0.0.1:${wire.port}`,
    wire,
    asked: [],
    async [Symbol.asyncDispose]() {
      closing.abort();
      await wire[Symbol.asyncDispose]();
      await server.finished;
    },
  };
  return fake;
}

function streamOf({ stream, ends = false }: { stream: string[]; ends?: boolean }, closing: AbortSignal) {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const part of stream) controller.enqueue(encoder.encode(part));
      if (ends) controller.close();
      else {
        closing.addEventListener("abort", () => {
          try {
            controller.close();
          } catch {
            // The client has gone before.
          }
        });
      }
    },
  });
}

function upgrade(
  request: Request,
  { messages, ends = false }: { messages: string[]; ends?: boolean },
  closing: AbortSignal,
) {
  const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
  socket.onopen = () => {
    for (const message of messages) socket.send(message);
    if (ends) socket.close();
  };
  socket.onerror = () => {};
  closing.addEventListener("abort", () => socket.close());
  return response;
}
