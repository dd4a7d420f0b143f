import type { Context, Hono } from "hono";
import { z } from "zod";
import { messageOf, Poison, Retriable } from "../../ingest/base/errors.ts";
import { Refusal } from "../../ingest/base/refusal.ts";
import { isSourceName } from "../../ingest/sources/source_names.ts";
import { limitBody } from "../serve/limit_body.ts";
import { type OperateRights, refuseOperating } from "./may_operate.ts";
import type { StreamDesk } from "./stream_desk.ts";

const maxBodyBytes = 65_536;
const noStore = { "cache-control": "no-store" };

const followed = {
  source: z.string().refine(isSourceName),
  what: z.string().trim().max(2000).nullish().transform((what) => what === "" ? null : what ?? null),
  credentials: z.record(z.string().max(100), z.string().max(10_000)).default({}),
};
const limits = { perHour: z.number().nullable(), schedule: z.string().max(200).nullable() };
const Check = z.strictObject(followed);
const Wish = z.strictObject({
  ...followed,
  perHour: limits.perHour.default(null),
  schedule: limits.schedule.default(null),
  confirmed: z.boolean().default(false),
});
const Limits = z.strictObject({
  perHour: z.exactOptional(limits.perHour),
  schedule: z.exactOptional(limits.schedule),
});
const Nothing = z.unknown();

/**
 * Adds the addresses of sources and streams, for who runs the server only. What is refused is answered with 422 and
 * `{error: {message, field}}`, `field` naming what to set right in a form.
 */
export function addStreamRoutes(app: Hono, desk: StreamDesk, rights: OperateRights): void {
  const route = <Body>(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body: z.ZodType<Body>,
    act: (body: Body, id: string) => unknown,
  ) =>
    app.on(method, path, smallBody, async (c) => {
      const refused = refuseOperating(c, rights);
      if (refused !== undefined) return say(c, 403, refused);
      const sent = await readBody(c);
      if (sent === noJson) return say(c, 415, "Send JSON");
      const parsed = body.safeParse(sent);
      if (!parsed.success) return say(c, 400, "The request is not understood");
      try {
        return c.json(await act(parsed.data, c.req.param("id") ?? "") as object, 200, noStore);
      } catch (error) {
        if (error instanceof Refusal) return say(c, 422, messageOf(error), error.field);
        if (error instanceof Poison) return say(c, 422, messageOf(error));
        if (error instanceof Retriable) return say(c, 503, messageOf(error));
        throw error;
      }
    });
  route("GET", "/api/sources", Nothing, () => desk.sources());
  route("GET", "/api/streams", Nothing, () => desk.list());
  route("POST", "/api/streams/check", Check, (asked) => desk.check(asked));
  route("POST", "/api/streams", Wish, (wish) => desk.add(wish));
  route("POST", "/api/streams/:id/start", Nothing, (_, id) => desk.want(id, "running"));
  route("POST", "/api/streams/:id/pause", Nothing, (_, id) => desk.want(id, "paused"));
  route("POST", "/api/streams/:id/stop", Nothing, (_, id) => desk.want(id, "stopped"));
  route("PATCH", "/api/streams/:id", Limits, (asked, id) => desk.limit(id, asked));
  route("DELETE", "/api/streams/:id", Nothing, (_, id) => desk.remove(id));
  route("DELETE", "/api/streams/:id/data", Nothing, (_, id) => desk.removeData(id));
}

const smallBody = limitBody(maxBodyBytes);
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

function say(
  c: Context,
  status: 400 | 403 | 415 | 422 | 503,
  message: string,
  field?: string | null,
): Response {
  return c.json({ error: { message, field: field ?? null } }, status, noStore);
}
