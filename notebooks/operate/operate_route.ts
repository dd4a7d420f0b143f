import type { Context, Hono } from "hono";
import type { z } from "zod";
import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import { limitBody } from "../serve/limit_body.ts";
import { type OperateRights, refuseOperating } from "./may_operate.ts";

const noStore = { "cache-control": "no-store" };

/** Adds an address by POST, a JSON body to a JSON answer. */
export type AddRoute = <Body>(
  path: string,
  body: z.ZodType<Body>,
  act: (body: Body) => Promise<object>,
) => void;

/** A way to add addresses below `base` that are for who runs the server only. */
export function operateRoutes(
  app: Hono,
  base: string,
  rights: OperateRights,
  maxBodyBytes: number,
): AddRoute {
  return (path, body, act) => {
    app.post(`${base}/${path}`, limitBody(maxBodyBytes), async (c) => {
      const refused = refuseOperating(c, rights);
      if (refused !== undefined) return say(c, 403, refused);
      if (!/^application\/json\b/.test(c.req.header("content-type") ?? "")) return say(c, 415, "Send JSON");
      const parsed = body.safeParse(await c.req.json().catch(() => undefined));
      if (!parsed.success) return say(c, 400, "The request is not understood");
      try {
        return c.json(await act(parsed.data), 200, noStore);
      } catch (error) {
        if (error instanceof Poison) return say(c, 422, messageOf(error));
        if (error instanceof Retriable) return say(c, 503, messageOf(error));
        throw error;
      }
    });
  };
}

function say(c: Context, status: 400 | 403 | 415 | 422 | 503, message: string): Response {
  return c.json({ error: { message } }, status, noStore);
}
