// @ts-types="@types/ws"
import type { RawData, WebSocket } from "ws";
import type { Socket } from "../live/socket.ts";

const pingEveryMs = 30_000;
const closeGraceMs = 500;

/** A `ws` socket as the hub wants it: asked now and then whether it is alive, cut off when it does not answer. */
export function wrapWebSocket(socket: WebSocket): Socket {
  let alive = true;
  let cut: ReturnType<typeof setTimeout> | undefined;
  const pings = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, pingEveryMs);
  socket.on("pong", () => alive = true);
  // `close` follows every error.
  socket.on("error", () => {});
  socket.on("close", () => {
    clearInterval(pings);
    clearTimeout(cut);
  });
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(message, { binary: false });
    },
    close(code, reason) {
      socket.close(code, reason);
      cut ??= setTimeout(() => socket.terminate(), closeGraceMs);
    },
    onMessage(listener) {
      socket.on("message", (data: RawData) => {
        alive = true;
        listener(String(data));
      });
    },
    onClose(listener) {
      socket.on("close", listener);
    },
  };
}
