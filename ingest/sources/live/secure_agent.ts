import { Agent, type RequestOptions } from "node:https";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";

/**
 * Opens a secure connection for one request. Deno's own agent asks for the right to read the certificates of the system,
 * and only to ask whether there are more; this one trusts what Deno trusts.
 */
export class SecureAgent extends Agent {
  override createConnection(options: RequestOptions): TLSSocket {
    const { host, port, servername, lookup } = options as RequestOptions & { servername?: string };
    const name = servername ?? host ?? "";
    return connect(
      { host, port, servername: name, lookup, ALPNProtocols: ["http/1.1"] } as ConnectionOptions,
    );
  }
}
