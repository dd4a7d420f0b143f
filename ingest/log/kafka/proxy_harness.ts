/** What a proxy does with what passes. `mute` lets answers vanish, `silent` everything; `slow` is 256 kB a second. */
export type ProxyMode = "open" | "cut" | "silent" | "mute" | "slow";

/** A TCP proxy on this machine that can fail as networks do. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** Where it leads to. */
  target: number;
  /** From now on; `cut` also ends the connections that are open. */
  mode: ProxyMode;
  /** Connections that are open. */
  readonly open: number;
  /** Connections and pieces of data that it has treated otherwise than `open` would. */
  readonly troubled: number;
}

const slowBytes = 16_384;
const slowEveryMs = 64;

/** Starts one on a free port of 127.0.0.1. */
export function startProxy(): Proxy {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const pairs = new Set<Deno.Conn[]>();
  let mode: ProxyMode = "open";
  let troubled = 0;
  const proxy = {
    port: (listener.addr as Deno.NetAddr).port,
    target: 0,
    get mode() {
      return mode;
    },
    set mode(next: ProxyMode) {
      mode = next;
      if (mode === "cut") { for (const pair of pairs) close(pair); }
    },
    get open() {
      return pairs.size;
    },
    get troubled() {
      return troubled;
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const pair of pairs) close(pair);
      await accepting;
    },
  };
  const accepting = (async () => {
    for await (const client of listener) serve(client);
  })();

  async function serve(client: Deno.Conn): Promise<void> {
    const pair = [client];
    pairs.add(pair);
    if (mode === "cut") {
      troubled++;
      close(pair);
      return;
    }
    try {
      const broker = await Deno.connect({ hostname: "127.0.0.1", port: proxy.target });
      pair.push(broker);
      await Promise.all([pass(client, broker, false), pass(broker, client, true)]);
    } catch {
      // The other side has gone, as it may.
    }
    close(pair);
  }

  async function pass(from: Deno.Conn, to: Deno.Conn, isAnswer: boolean): Promise<void> {
    const buffer = new Uint8Array(slowBytes);
    for (let count = await from.read(buffer); count !== null; count = await from.read(buffer)) {
      if (mode !== "open") troubled++;
      if (mode === "silent" || (mode === "mute" && isAnswer)) continue;
      if (mode === "slow") await new Promise((resolve) => setTimeout(resolve, slowEveryMs));
      for (let at = 0; at < count;) at += await to.write(buffer.subarray(at, count));
    }
    throw new Error("ended");
  }

  function close(pair: Deno.Conn[]): void {
    if (!pairs.delete(pair)) return;
    for (const conn of pair) {
      try {
        conn.close();
      } catch {
        // It is closed.
      }
    }
  }
  return proxy;
}
