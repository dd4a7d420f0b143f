import v8 from "node:v8";
import { runInNewContext } from "node:vm";

/** What this process holds of its heap once garbage is collected, bytes. */
export function liveHeap(): number {
  v8.setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
}
