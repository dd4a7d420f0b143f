import { Fatal } from "../../base/errors.ts";
import type { ClusterOptions } from "./cluster.ts";

/** The ports that a cluster asks for, one a broker; 0 stands for any free one. */
export function wantedPorts({ brokers, port }: ClusterOptions): number[] {
  return Array.from({ length: brokers }, (_, i) => port === undefined ? 0 : port + i);
}

/**
 * Finds ports on 127.0.0.1 that are free now: the wanted ones, and where 0 is wanted, any.
 * @throws {Fatal} naming the port that is taken.
 */
export function takePorts(wanted: number[]): number[] {
  // All are held at once, so that no port is given out twice.
  using held = new DisposableStack();
  return wanted.map((port) => {
    try {
      return (held.use(Deno.listen({ hostname: "127.0.0.1", port })).addr as Deno.NetAddr).port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      throw new Fatal(
        `Cannot start Kafka on port ${port}: something listens there already; give another --port`,
      );
    }
  });
}
