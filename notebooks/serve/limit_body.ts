import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/**
 * Refuses bodies of more than `maxBytes` with 413, and with 411 those that do not say how long they are: Hono's own limit
 * replaces such a request by one that the server's adapter cannot read.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  const limit = bodyLimit({ maxSize: maxBytes });
  return async (c, next) => {
    if (c.req.header("transfer-encoding") !== undefined) {
      return c.json({ error: { message: "Say how long the body is, by Content-Length" } }, 411);
    }
    return c.req.header("content-length") === undefined ? await next() : await limit(c, next);
  };
}
