/** A wire between an adapter and a fake server that can be cut, silenced or slowed down. For tests. */
export interface Wire extends AsyncDisposable {
  port: number;
  /** Bytes from the server since the start. */
  bytes: number;
  /** After so many more bytes the connection they are on is cut, once. */
  cutAfter?: number;
  /** Nothing comes through any more, and nothing ends. */
  silent: boolean;
  /** Bytes come one by one, so many milliseconds apart. */
  dripMs: number;
  /** Cuts what is open now. */
  cut(): void;
}

/** Starts a wire to a port of this machine. */
export function createWire(target: number): Wire {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  const running: Promise<void>[] = [];
  const wire: Wire = {
    port: (listener.addr as Deno.NetAddr).port,
    bytes: 0,
    silent: false,
    dripMs: 0,
    cut() {
      for (const conn of open) close(conn);
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const conn of open) close(conn);
      await Promise.all(running);
    },
  };
  const join = async (client: Deno.Conn) => {
    open.add(client);
    const server = await Deno.connect({ hostname: "127.0.0.1", port: target });
    open.add(server);
    const end = () => {
      close(client);
      close(server);
      open.delete(client);
      open.delete(server);
    };
    await Promise.allSettled([
      pass(client, server, (bytes) => [bytes]).finally(end),
      pass(server, client, (bytes) => shape(wire, bytes), () => wire.dripMs).finally(end),
    ]);
  };
  running.push((async () => {
    for await (const client of listener) running.push(join(client).catch(() => close(client)));
  })());
  return wire;
}

function shape(wire: Wire, bytes: Uint8Array): Uint8Array[] | "cut" {
  if (wire.silent) return [];
  if (wire.cutAfter !== undefined && bytes.length >= wire.cutAfter) {
    const kept = bytes.subarray(0, wire.cutAfter);
    delete wire.cutAfter;
    return kept.length === 0 ? "cut" : [kept, cutMark];
  }
  if (wire.cutAfter !== undefined) wire.cutAfter -= bytes.length;
  wire.bytes += bytes.length;
  return wire.dripMs === 0 ? [bytes] : [...bytes].map((byte) => Uint8Array.of(byte));
}

const cutMark = new Uint8Array();

async function pass(
  from: Deno.Conn,
  to: Deno.Conn,
  shape: (bytes: Uint8Array) => Uint8Array[] | "cut",
  dripMs = () => 0,
): Promise<void> {
  const buffer = new Uint8Array(65_536);
  for (let size = await from.read(buffer); size !== null; size = await from.read(buffer)) {
    const parts = shape(buffer.slice(0, size));
    if (parts === "cut") return;
    for (const part of parts) {
      if (part === cutMark) return;
      for (let at = 0; at < part.length;) at += await to.write(part.subarray(at));
      if (dripMs() > 0) await new Promise((resolve) => setTimeout(resolve, dripMs()));
    }
  }
}

function close(conn: Deno.Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed already.
  }
}
