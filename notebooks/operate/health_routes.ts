import type { Context, Hono } from "hono";
import { expositionType } from "./exposition.ts";
import type { Health, Healths } from "./health.ts";

/** What a supervisor asks: health, and metrics in Prometheus' text format. */
export interface Watched extends Healths {
  metrics(): Promise<string>;
}

/** Adds `/healthz`, `/readyz` and `/metrics`. */
export function addHealthRoutes(app: Hono, watched: Watched): void {
  const say = (c: Context, health: Health) =>
    c.json(health, health.ok ? 200 : 503, { "cache-control": "no-store" });
  app.get("/healthz", async (c) => say(c, await watched.alive()));
  app.get("/readyz", async (c) => say(c, await watched.ready()));
  app.get(
    "/metrics",
    async (c) =>
      c.body(await watched.metrics(), 200, { "content-type": expositionType, "cache-control": "no-store" }),
  );
}
