import type { Context, Hono } from "hono";
import type { z } from "zod";
import { Refusal } from "../../ingest/base/refusal.ts";
import { noStore, say, sayFailure } from "../serve/answers.ts";
import { limitBody } from "../serve/limit_body.ts";
import { type OperateRights, refuseOperating } from "./may_operate.ts";

const maxBodyBytes = 65_536;
const noField = { field: null };

/** Adds an address, a JSON body to a JSON answer; `id` is the part of the path of that name. */
export type AddFormRoute = <Body>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body: z.ZodType<Body>,
  act: (body: Body, id: string) => unknown,
) => void;

/**
 * A way to add addresses that forms are sent to, for who runs the server only. What is refused is answered with 422 and
 * `{error: {message, field}}`, `field` naming what to set right in a form.
 */
export function formRoutes(app: Hono, rights: OperateRights): AddFormRoute {
  return (method, path, body, act) => {
    app.on(method, path, limitBody(maxBodyBytes), async (c) => {
      const refused = refuseOperating(c, rights);
      if (refused !== undefined) return say(c, 403, refused, noField);
      const sent = await readBody(c);
      if (sent === noJson) return say(c, 415, "Send JSON", noField);
      const parsed = body.safeParse(sent);
      if (!parsed.success) return say(c, 400, "The request is not understood", noField);
      try {
        return c.json(await act(parsed.data, c.req.param("id") ?? "") as object, 200, noStore);
      } catch (error) {
        return sayFailure(c, error, error instanceof Refusal ? { field: error.field ?? null } : noField);
      }
    });
  };
}

const noJson = Symbol("no JSON");

// A form of another site can send no JSON, whatever else it does. What changes something asks for it even without a body.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.method === "GET") return undefined;
  if (!/^application\/json\b/.test(c.req.header("content-type") ?? "")) return noJson;
  if (c.req.method === "DELETE") return undefined;
  const text = await c.req.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
