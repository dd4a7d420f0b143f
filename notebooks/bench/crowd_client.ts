// @ts-types="@types/ws"
import { WebSocket } from "ws";
import { percentile } from "./machine.ts";

/** What the child is told: where the hub is, who looks at what, and when landings were committed (by the clock). */
export interface CrowdOrder {
  url: string;
  /** What each viewer watches. */
  watches: { page: string; params: Record<string, string> }[];
  /** What viewers watch that never read. */
  stuck: { page: string; params: Record<string, string> }[];
}

/** What the child says once a second, and when it is asked to end. */
export interface CrowdReport {
  open: number;
  messages: number;
  bytes: number;
  /** Landing number to the times at which viewers heard of it first, milliseconds by the clock: p50 and p95. */
  heard: [number, number, number][];
}

const everyMs = 1000;

// Runs as a process of its own, so that the crowd's work is not the owner's.
if (import.meta.main) {
  const order = JSON.parse(Deno.args[0]!) as CrowdOrder;
  const heard = new Map<number, number[]>();
  const report: CrowdReport = { open: 0, messages: 0, bytes: 0, heard: [] };
  const sockets = order.watches.map((watch) => {
    const socket = new WebSocket(order.url);
    let newest = 0;
    socket.on("open", () => {
      report.open++;
      socket.send(JSON.stringify({ type: "watch", id: 1, ...watch }));
    });
    socket.on("close", () => report.open--);
    socket.on("error", () => {});
    socket.on("message", (data) => {
      report.messages++;
      const text = String(data);
      report.bytes += text.length;
      const landing = Number(/"landing":(\d+)/.exec(text)?.[1]);
      if (landing <= newest || Number.isNaN(landing)) return;
      newest = landing;
      const times = heard.get(landing) ?? [];
      heard.set(landing, times);
      times.push(Date.now());
    });
    return socket;
  });
  for (const watch of order.stuck) {
    const socket = new WebSocket(order.url);
    socket.on("error", () => {});
    socket.on("open", () => {
      socket.send(JSON.stringify({ type: "watch", id: 1, ...watch }));
      socket.pause();
    });
    sockets.push(socket);
  }
  const say = setInterval(() => {
    report.heard = [...heard].map((
      [landing, times],
    ) => [landing, percentile(times, 0.5), percentile(times, 0.95)]);
    console.log(JSON.stringify(report));
    Object.assign(report, { messages: 0, bytes: 0 });
    heard.clear();
  }, everyMs);
  await Deno.stdin.read(new Uint8Array(1));
  clearInterval(say);
  for (const socket of sockets) socket.terminate();
}
