import type { Hono } from "hono";
import type { z } from "zod";
import { noStore, say, sayFailure } from "../serve/answers.ts";
import { limitBody } from "../serve/limit_body.ts";
import { type OperateRights, refuseOperating } from "./may_operate.ts";

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
        return sayFailure(c, error);
      }
    });
  };
}
