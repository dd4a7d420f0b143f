import type { ClientMessage, ServerMessage } from "../live/protocol.ts";

const firstWaitMs = 500;
const longestWaitMs = 15_000;

/** How the connection is: open, or lost since a time and tried again at another. */
export type ConnectionState = { open: true } | { open: false; since: number; retryAt: number };

/** The page's one connection. It comes back by itself and then says again what it watches. */
export interface Connection {
  watch(message: Extract<ClientMessage, { type: "watch" }>): void;
  tryNow(): void;
}

/** Connects to the hub of this page's host. */
export function connect(
  onMessage: (message: ServerMessage) => void,
  onState: (state: ConnectionState) => void,
): Connection {
  let socket: WebSocket | null = null;
  let watched: ClientMessage | null = null;
  let waitMs = firstWaitMs;
  let since = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (message: ClientMessage) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const open = () => {
    clearTimeout(timer);
    const next = socket = new WebSocket(
      `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`,
    );
    next.onopen = () => {
      onState({ open: true });
      if (watched !== null) send(watched);
      if (document.hidden) send({ type: "visible", visible: false });
    };
    next.onmessage = (event) => {
      waitMs = firstWaitMs;
      since = Date.now();
      onMessage(JSON.parse(event.data));
    };
    next.onclose = () => {
      if (socket !== next) return;
      const retryMs = waitMs * (0.75 + Math.random() / 2);
      waitMs = Math.min(longestWaitMs, waitMs * 2);
      onState({ open: false, since, retryAt: Date.now() + retryMs });
      timer = setTimeout(open, retryMs);
    };
  };
  document.addEventListener("visibilitychange", () => send({ type: "visible", visible: !document.hidden }));
  addEventListener("online", () => socket?.readyState === WebSocket.CLOSED && open());
  open();
  return {
    watch(message) {
      watched = message;
      send(message);
    },
    tryNow() {
      if (socket?.readyState === WebSocket.CLOSED) open();
    },
  };
}
