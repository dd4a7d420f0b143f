import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
// @ts-types="@types/ws"
import { type WebSocket, WebSocketServer } from "ws";
import { Fatal, messageOf } from "../../ingest/base/errors.ts";
import { maxMessageBytes } from "../live/protocol.ts";
import type { Socket } from "../live/socket.ts";
import { allowedHost, wrongHost } from "./allowed_host.ts";
import { sameOrigin } from "./same_origin.ts";
import { serverUrl } from "./server_url.ts";
import { wrapWebSocket } from "./web_socket.ts";

const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const keepAliveTimeoutMs = 5_000;
const graceMs = 500;
const livePath = "/live";

const noSuchAddress = "this machine has no such address; set HOST to one that it has";
const bindErrors: { [code: string]: string } = {
  EADDRINUSE: "another program does; set PORT to another port, or to 0 for a free one",
  EACCES: "there is no permission to take this port; set PORT to one above 1023, or to 0 for a free one",
  EADDRNOTAVAIL: noSuchAddress,
  // What Deno makes of the one above.
  EINVAL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
};

/** What is served where. */
export interface ListenOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** True where it may be reached under any name. */
  isPublic: boolean;
  app: { fetch(request: Request): Response | Promise<Response> };
  hub: { accept(socket: Socket): void; close(): Promise<void> };
}

/** A listening server. */
export interface Listening {
  host: string;
  port: number;
  /** Where a browser finds it. */
  url: string;
  /** Ends soon, also with sockets open: what has not closed after half a second is cut off. */
  close(): Promise<void>;
}

/** Serves the app over HTTP and the hub over WebSocket. @throws {Fatal} when the address is taken or not ours. */
export async function listen({ host, port, isPublic, app, hub }: ListenOptions): Promise<Listening> {
  const isOurs = (name: string | null | undefined) => allowedHost(name, host, isPublic);
  // Deno.serve never closes slow connections; node:http with these limits does.
  const server = createServer(
    {
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: keepAliveTimeoutMs,
      connectionsCheckingInterval: 5_000,
    },
    getRequestListener(
      (request) => isOurs(request.headers.get("host")) ? app.fetch(request) : misdirected(),
      { overrideGlobalObjects: false },
    ),
  );
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  server.on("upgrade", (request, stream, head) => {
    stream.on("error", () => stream.destroy());
    if (!isOurs(request.headers.host)) return refuse(stream, "421 Misdirected Request", wrongHost);
    if (!mayConnect(request)) return refuse(stream, "403 Forbidden", "");
    sockets.handleUpgrade(request, stream, head, (socket: WebSocket) => hub.accept(wrapWebSocket(socket)));
  });
  const address = await bindTo(server, host, port);
  return {
    host,
    port: address.port,
    url: serverUrl(host, address.port),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await hub.close();
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
      }, graceMs);
      server.closeIdleConnections();
      await closed;
      clearTimeout(cut);
      sockets.close();
    },
  };
}

function mayConnect(request: IncomingMessage): boolean {
  const path = request.url?.split("?")[0];
  return path === livePath && sameOrigin(request.headers.origin, request.headers.host);
}

// A peer that keeps its side open would otherwise hold the socket for ever.
function refuse(stream: Duplex, status: string, text: string): void {
  stream.once("finish", () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
}

function misdirected(): Response {
  return new Response(wrongHost, { status: 421, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function bindTo(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const reason = bindErrors[error.code ?? ""] ?? messageOf(error);
      reject(new Fatal(`Cannot listen on ${host}:${port}: ${reason}`, { cause: error }));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}
