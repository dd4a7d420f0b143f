import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";

/** What kafkajs asks a socket for. */
interface SocketRequest {
  host: string;
  port: number;
  ssl: ConnectionOptions | undefined;
  onConnect: () => void;
}

/** The sockets of one client, to end with it. */
export interface Sockets extends Disposable {
  /** Opens one as kafkajs would; when the client is over, one that has failed. */
  open(request: SocketRequest): Socket;
  readonly isOver: boolean;
}

const keepAliveMs = 60_000;

/**
 * kafkajs 2.2.4 stops looking after a connection of which it has dropped the client while it was made: where no answer
 * comes, it stands and is waited for until the other side ends it.
 */
export function createSockets(): Sockets {
  const sockets = new Set<Socket>();
  let isOver = false;
  return {
    get isOver() {
      return isOver;
    },
    open({ host, port, ssl, onConnect }) {
      const socket = ssl
        ? connectTls({ host, port, ...isIP(host) === 0 ? { servername: host } : {}, ...ssl }, onConnect)
        : connect({ host, port }, onConnect);
      socket.setKeepAlive(true, keepAliveMs);
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      if (isOver) end(socket);
      return socket;
    },
    [Symbol.dispose]() {
      isOver = true;
      for (const socket of sockets) end(socket);
    },
  };
}

function end(socket: Socket): void {
  socket.destroy(new Error("the client is closed"));
}
