import { connect } from "node:net";
import tls from "node:tls";
import { publicInternet } from "../../ingest/sources/live/guard.ts";
import { SecureAgent } from "../../ingest/sources/live/secure_agent.ts";

/** Only this module reads it, and only tests load this module into a process. */
const variable = "NETWORK";
const thisMachine = "127.0.0.1";

/**
 * What a task of ours is started with in a network that is closed but for names that end in `.test`, which are this machine, and for
 * some hosts: a secure connection to such a one is made to its port of this machine, without TLS.
 */
export function closedNetwork(hosts: { [host: string]: number } = {}) {
  return { settings: { [variable]: JSON.stringify(hosts) }, denoArgs: ["--preload", import.meta.url] };
}

const hosts = Deno.env.get(variable);
if (hosts !== undefined) open(JSON.parse(hosts));

function open(ports: { [host: string]: number }): void {
  publicInternet.isAllowedAddress = () => true;
  publicInternet.resolve = (host) =>
    host.endsWith(".test") || Object.hasOwn(ports, host)
      ? Promise.resolve([{ address: thisMachine, family: 4 }])
      : Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" }));
  const secure = SecureAgent.prototype.createConnection;
  SecureAgent.prototype.createConnection = function (options) {
    const port = ports[options.host ?? ""];
    return port === undefined ? secure.call(this, options) : plain(port);
  };
  const { connect: secureSocket } = tls;
  Object.assign(tls, {
    connect(options: tls.ConnectionOptions) {
      const port = ports[options.host ?? ""];
      return port === undefined ? secureSocket(options) : plain(port);
    },
  });
}

function plain(port: number): tls.TLSSocket {
  return connect({ host: thisMachine, port }) as tls.TLSSocket;
}
